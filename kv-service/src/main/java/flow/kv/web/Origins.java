package flow.kv.web;

import java.util.UUID;
import reactor.core.publisher.Mono;

/// Knows which pages may call a worklet's store from a browser.
@FunctionalInterface
public interface Origins {

  Mono<Boolean> allows(UUID worklet, String origin);
}
