package flow.slack.gateway.send;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/// Tells that a message which opens a thread was posted, or refused.
@Component
public class Posted {

  private final Sinks.Many<Boolean> openings = Sinks.many().multicast().directBestEffort();

  void opening() {
    openings.tryEmitNext(true);
  }

  public Flux<Boolean> openings() {
    return openings.asFlux();
  }
}
