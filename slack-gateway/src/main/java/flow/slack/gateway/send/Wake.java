package flow.slack.gateway.send;

import flow.slack.gateway.Signal;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/// Tells the sender that there may be something to do.
@Component
final class Wake {

  private final Signal signal = new Signal();

  void now() {
    signal.now();
  }

  Flux<Boolean> signals() {
    return signal.flux();
  }
}
