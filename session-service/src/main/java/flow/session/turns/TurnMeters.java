package flow.session.turns;

import flow.events.Usage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/// What turns took.
final class TurnMeters {

  private final MeterRegistry meters;

  TurnMeters(MeterRegistry meters) {
    this.meters = meters;
  }

  void completed(Usage usage) {
    ended("completed", usage.model(), usage.duration());
    tokens("input", usage.model(), usage.inputTokens());
    tokens("output", usage.model(), usage.outputTokens());
    Counter.builder("flow.turn.cost.usd")
        .description("What turns cost, as the CLI reckons it")
        .tag("outcome", "completed")
        .tag("model", usage.model())
        .register(meters)
        .increment(usage.costUsd().doubleValue());
  }

  void ended(String outcome, String model, Duration duration) {
    Timer.builder("flow.turn.duration")
        .description("From a turn's start to its end")
        .tag("outcome", outcome)
        .tag("model", model)
        .register(meters)
        .record(duration);
  }

  private void tokens(String direction, String model, long number) {
    Counter.builder("flow.turn.tokens")
        .tag("outcome", "completed")
        .tag("model", model)
        .tag("direction", direction)
        .register(meters)
        .increment((double) number);
  }
}
