package flow.kv.web;

import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Mono;

/// Knows who calls.
@FunctionalInterface
public interface Callers {

  /// Who presents these headers; empty when they present nothing, or nothing that is known.
  Mono<Caller> identify(HttpHeaders headers);
}
