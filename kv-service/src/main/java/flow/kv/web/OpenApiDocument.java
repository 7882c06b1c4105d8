package flow.kv.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/// Serves the description of the interface. It is written by hand, because clients are generated
/// from it; a test compares it with the routes.
@RestController
class OpenApiDocument {

  private final byte[] document;

  OpenApiDocument(JsonMapper json) {
    this.document = json.writeValueAsBytes(read());
  }

  @GetMapping(path = "/v3/api-docs", produces = MediaType.APPLICATION_JSON_VALUE)
  Mono<byte[]> document() {
    return Mono.just(document);
  }

  private static Object read() {
    var options = new LoaderOptions();
    options.setMaxAliasesForCollections(1000);
    try (var text = new ClassPathResource("openapi.yaml").getInputStream()) {
      return new Yaml(new SafeConstructor(options)).load(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
