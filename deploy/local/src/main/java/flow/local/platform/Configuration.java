package flow.local.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// What the operator set: the environment first, then `config.json`.
final class Configuration {

  private final Map<String, String> environment;
  private final JsonNode file;

  private Configuration(Map<String, String> environment, JsonNode file) {
    this.environment = environment;
    this.file = file;
  }

  static Configuration of(Map<String, String> environment) throws IOException {
    var path = Path.of(environment.getOrDefault("FLOW_CONFIG", "data/config.json"));
    return new Configuration(environment, Files.exists(path) ? parse(path) : missing());
  }

  private static JsonNode parse(Path path) throws IOException {
    try {
      return JsonMapper.shared().readTree(Files.readString(path));
    } catch (JacksonException e) {
      throw new IOException("%s: not JSON (%s)".formatted(path, e.getOriginalMessage()), e);
    }
  }

  private static JsonNode missing() {
    return MissingNode.getInstance();
  }

  /// The value of a setting of the contract, whose key in the file is the variable's name or `key`.
  Optional<String> value(String variable, String key) {
    return Optional.ofNullable(environment.get(variable))
        .or(() -> Optional.of(file.path(key).asString("")))
        .filter(text -> !text.isBlank());
  }

  Optional<String> value(String variable) {
    return Optional.ofNullable(environment.get(variable)).filter(text -> !text.isBlank());
  }

  boolean has(String variable, String key) {
    return value(variable, key).isPresent();
  }
}
