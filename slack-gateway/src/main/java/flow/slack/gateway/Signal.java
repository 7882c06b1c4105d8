package flow.slack.gateway;

import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.Sinks.EmitFailureHandler;

/// Tells whoever listens that there may be something to do. A signal that nobody is ready for is
/// dropped: everybody who listens also looks from time to time.
public final class Signal {

  private static final Duration PATIENCE = Duration.ofMillis(100);

  private final Sinks.Many<Boolean> signals = Sinks.many().multicast().directBestEffort();

  public void now() {
    signals.emitNext(true, EmitFailureHandler.busyLooping(PATIENCE));
  }

  public Flux<Boolean> flux() {
    return signals.asFlux();
  }
}
