package flow.session.testing;

import flow.session.claude.protocol.CliLine;
import flow.session.claude.protocol.CliLines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the real CLI said in a recorded scenario.
public final class Transcript {

  private static final Path FOLDER = Path.of("src/test/resources/claude");
  private static final JsonMapper JSON = JsonMapper.shared();

  private Transcript() {}

  /// The names of all scenarios.
  public static Stream<String> all() {
    try (var files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".jsonl"))
          .map(name -> name.replace(".jsonl", ""))
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The lines of its output, as they were read.
  public static List<String> raw(String scenario) {
    return records(scenario)
        .filter(record -> record.path("dir").asString().equals("out"))
        .map(record ->
            record.has("raw") ? record.path("raw").asString() : record.path("msg").toString())
        .toList();
  }

  /// The lines of its output.
  public static List<CliLine> lines(String scenario) {
    return raw(scenario).stream().map(CliLines::parse).toList();
  }

  private static Stream<JsonNode> records(String scenario) {
    try {
      return Files.readAllLines(FOLDER.resolve(scenario + ".jsonl")).stream().map(JSON::readTree);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
