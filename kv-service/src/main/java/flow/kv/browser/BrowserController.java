package flow.kv.browser;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// Leads to the data browser, whose pages are under `static/ui`.
@RestController
class BrowserController {

  @GetMapping({"/ui", "/ui/"})
  Mono<ResponseEntity<Void>> start() {
    return Mono.just(
        ResponseEntity.status(HttpStatus.FOUND).location(URI.create("/ui/index.html")).build());
  }
}
