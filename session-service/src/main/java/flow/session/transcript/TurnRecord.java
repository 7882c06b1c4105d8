package flow.session.transcript;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the CLI's transcript knows of one turn.
///
/// A cut turn that is run again goes on after the last tool whose result is in the file: the
/// answers before it are kept, those after it are given anew.
///
/// @param known whether the prompt is in it
/// @param finished whether the whole answer is in it
/// @param kept the ids of the answers that will not be given again
/// @param texts what the model said at the end, when finished
public record TurnRecord(boolean known, boolean finished, Set<String> kept, List<Said> texts) {

  /// A finished text of the model.
  ///
  /// @param message the API's id of the answer it belongs to
  public record Said(String message, String text) {}

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Set<String> ENDINGS = Set.of("end_turn", "stop_sequence");

  static TurnRecord in(Path file, String prompt) throws IOException {
    if (!Files.exists(file)) {
      return new TurnRecord(false, false, Set.of(), List.of());
    }
    var reading = new Reading(prompt);
    try (var lines = Files.lines(file)) {
      lines.forEach(reading::line);
    }
    return reading.record();
  }

  /// The state while lines are read.
  private static final class Reading {

    private final String prompt;
    private final Set<String> kept = new HashSet<>();
    private final Set<String> since = new HashSet<>();
    private final List<Said> texts = new ArrayList<>();
    private boolean known;
    private boolean finished;

    Reading(String prompt) {
      this.prompt = prompt;
    }

    void line(String line) {
      try {
        line(JSON.readTree(line));
      } catch (JacksonException cut) {
        // the last line of a killed process; the CLI drops it too
      }
    }

    private void line(JsonNode line) {
      if (line.path("isSidechain").asBoolean(false)) {
        return;
      }
      switch (line.path("type").asString("")) {
        case "user" -> user(line);
        case "assistant" -> assistant(line.path("message"));
        default -> {
          // attachments, titles, state: nothing of the conversation
        }
      }
    }

    private void user(JsonNode line) {
      if (line.path("uuid").asString("").equals(prompt)) {
        known = true;
        forget();
        return;
      }
      boolean result =
          line.path("message")
              .path("content")
              .valueStream()
              .anyMatch(block -> block.path("type").asString("").equals("tool_result"));
      if (result) {
        kept.addAll(since);
        since.clear();
        finished = false;
      }
    }

    private void assistant(JsonNode message) {
      var id = message.path("id").asString("");
      since.add(id);
      finished = ENDINGS.contains(message.path("stop_reason").asString(""));
      message
          .path("content")
          .valueStream()
          .filter(block -> block.path("type").asString("").equals("text"))
          .forEach(block -> texts.add(new Said(id, block.path("text").asString(""))));
    }

    private void forget() {
      kept.clear();
      since.clear();
      texts.clear();
      finished = false;
    }

    TurnRecord record() {
      return new TurnRecord(known, known && finished, Set.copyOf(kept), List.copyOf(texts));
    }
  }
}
