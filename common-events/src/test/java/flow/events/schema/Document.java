package flow.events.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// A committed document that is generated from the code. With `-Dflow.update=true` the tests write
/// it anew instead of comparing.
record Document(Path file) {

  private static final JsonMapper PRETTY =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  void mustEqual(JsonNode generated) throws IOException {
    if (Boolean.getBoolean("flow.update")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, PRETTY.writeValueAsString(generated) + "\n");
    }
    assertThat(Files.exists(file) ? content() : null)
        .as("%s is stale: run the tests of common-events with -Dflow.update=true", file)
        .isEqualTo(PRETTY.readTree(PRETTY.writeValueAsString(generated)));
  }

  JsonNode content() throws IOException {
    return PRETTY.readTree(Files.readString(file));
  }
}
