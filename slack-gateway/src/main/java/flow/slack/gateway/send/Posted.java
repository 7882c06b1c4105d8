package flow.slack.gateway.send;

import flow.slack.gateway.Signal;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/// Tells that a message which opens a thread was posted, or refused.
@Component
public class Posted {

  private final Signal signal = new Signal();

  void opening() {
    signal.now();
  }

  public Flux<Boolean> openings() {
    return signal.flux();
  }
}
