package flow.kv.client;

import static org.assertj.core.api.Assertions.assertThat;

import flow.kv.RunningService;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TypeScriptClientTest {

  static NpmPackage client;

  @BeforeAll
  static void install() throws IOException {
    Tools.require();
    client = NpmPackage.copy(Path.of("client"), Path.of("target", "client"));
    client.install();
  }

  @Test
  void checksAndBuildsAsStrictTypeScript() {
    client.run(Duration.ofMinutes(5), Map.of(), "npm", "run", "check");
    client.run(Duration.ofMinutes(5), Map.of(), "npm", "run", "build");

    assertThat(client.folder().resolve("dist/index.js")).exists();
    assertThat(client.folder().resolve("dist/index.d.ts")).exists();
  }

  /// Also writes the API's description and types into the sources when asked to
  /// (`-Dflow.client.regenerate=true`).
  @Test
  void keepsItsPromisesInNodeAndInChromium() throws IOException {
    var environment =
        Map.of(
            "FLOW_KV_URL",
            "http://127.0.0.1:" + RunningService.shared().port(),
            "FLOW_API_TOKEN",
            RunningService.OPERATOR,
            "FLOW_CHROMIUM",
            Tools.chromium().toString());
    if (Boolean.getBoolean("flow.client.regenerate")) {
      client.run(Duration.ofMinutes(5), environment, "npm", "run", "generate:types");
      client.copyBack("openapi.json", "src/api.ts");
    }

    var output = client.output(Duration.ofMinutes(10), environment, "npm", "test");

    assertThat(output).as("nothing was left out").contains("skipped 0");
  }
}
