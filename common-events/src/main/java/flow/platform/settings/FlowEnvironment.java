package flow.platform.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Turns the outside contract's variables and `config.json` into Spring properties. The environment
/// wins over the file, the file over defaults.
final class FlowEnvironment implements EnvironmentPostProcessor {

  private static final String CONFIG = "FLOW_CONFIG";
  private static final String DSN = "DSN";

  private final Log log;

  FlowEnvironment(DeferredLogFactory logs) {
    this.log = logs.getLog(FlowEnvironment.class);
  }

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    answerPipelinedRequests();
    var properties = new LinkedHashMap<String, Object>();
    // Boot runs migrations only when it knows a place; the database's settings replace this one.
    properties.put("spring.flyway.url", "jdbc:postgresql:");
    readFile(environment, properties);
    readVariables(environment, properties);
    environment
        .getPropertySources()
        .addBefore(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
            new MapPropertySource("flowContract", properties));
  }

  /// Without this, reactor-netty leaves an answer unsent on a kept-alive connection when the next
  /// request arrives together with the rest of the one before, and both sides wait for ever.
  private static void answerPipelinedRequests() {
    var flush = "reactor.netty.http.server.lastFlushWhenNoRead";
    System.setProperty(flush, System.getProperty(flush, "true"));
  }

  private static void readVariables(
      ConfigurableEnvironment environment, Map<String, Object> properties) {
    for (var variable : Variable.ALL) {
      var value = environment.getProperty(variable.name());
      if (value != null && !value.isBlank()) {
        put(variable, variable.name(), value.strip(), properties);
      }
    }
    var dsn = environment.getProperty(DSN);
    if (dsn != null && !dsn.isBlank()) {
      properties.putAll(Dsn.parse(DSN, dsn.strip()).properties());
    }
  }

  private void readFile(ConfigurableEnvironment environment, Map<String, Object> properties) {
    var named = environment.getProperty(CONFIG);
    var file = Path.of(named != null ? named : "data/config.json");
    if (!Files.exists(file)) {
      if (named != null) {
        throw new UnusableSetting(CONFIG, "there is no file " + file, "the path of a JSON file");
      }
      return;
    }
    for (var entry : parse(file).properties()) {
      readEntry(entry.getKey(), text(entry.getKey(), entry.getValue()), properties);
    }
  }

  private void readEntry(String key, @Nullable String value, Map<String, Object> properties) {
    if (value == null || value.isBlank()) {
      return;
    }
    if (key.equals("dsn")) {
      properties.putAll(Dsn.parse("dsn", value).properties());
      return;
    }
    Variable.ofKey(key)
        .ifPresentOrElse(
            variable -> put(variable, key, value, properties),
            () -> log.warn("config.json: unknown key \"" + key + "\" is ignored"));
  }

  private static JsonNode parse(Path file) {
    var accepted = "a JSON object of the keys in the README";
    try {
      var content = JsonMapper.shared().readTree(Files.readString(file));
      if (!content.isObject()) {
        throw new UnusableSetting(file.toString(), "not an object", accepted);
      }
      return content;
    } catch (JacksonException e) {
      throw new UnusableSetting(file.toString(), "not JSON: " + e.getOriginalMessage(), accepted);
    } catch (IOException e) {
      throw new UnusableSetting(file.toString(), "cannot be read: " + e.getMessage(), accepted);
    }
  }

  private static @Nullable String text(String key, JsonNode value) {
    if (value.isNull()) {
      return null;
    }
    if (value.isArray()) {
      return StreamSupport.stream(value.spliterator(), false)
          .map(JsonNode::asString)
          .reduce((some, more) -> some + "," + more)
          .orElse(null);
    }
    if (value.isObject()) {
      throw new UnusableSetting(key, "an object", "a text, a number, true or false, or a list");
    }
    return value.asString();
  }

  private static void put(
      Variable variable, String key, String value, Map<String, Object> properties) {
    if (!variable.list()) {
      variable.check().require(key, value);
      properties.put(variable.property(), value);
      return;
    }
    List<String> parts = ListText.split(value);
    properties.keySet().removeIf(name -> name.startsWith(variable.property() + "["));
    for (int i = 0; i < parts.size(); i++) {
      variable.check().require(key, parts.get(i));
      properties.put("%s[%d]".formatted(variable.property(), i), parts.get(i));
    }
  }
}
