package flow.slack.gateway.send;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/// Tells the sender that there may be something to do.
@Component
final class Wake {

  private final Sinks.Many<Boolean> signals = Sinks.many().multicast().directBestEffort();

  void now() {
    signals.tryEmitNext(true);
  }

  Flux<Boolean> signals() {
    return signals.asFlux();
  }
}
