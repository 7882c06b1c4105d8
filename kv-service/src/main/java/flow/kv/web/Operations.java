package flow.kv.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/// Measures how long calls take and how they end: `flow.kv.operation`.
@Component
class Operations {

  private final MeterRegistry meters;
  private final Map<Ending, Timer> timers = new ConcurrentHashMap<>();

  Operations(MeterRegistry meters) {
    this.meters = meters;
  }

  Running start() {
    return new Running(System.nanoTime());
  }

  private record Ending(String operation, String outcome) {}

  final class Running {

    private final long started;
    private String operation = "none";
    private boolean over;

    private Running(long started) {
      this.started = started;
    }

    void named(String name) {
      operation = name;
    }

    void ended(String outcome) {
      if (!over) {
        over = true;
        timers
            .computeIfAbsent(new Ending(operation, outcome), this::timer)
            .record(Duration.ofNanos(System.nanoTime() - started));
      }
    }

    private Timer timer(Ending ending) {
      return Timer.builder("flow.kv.operation")
          .tag("operation", ending.operation())
          .tag("outcome", ending.outcome())
          .publishPercentileHistogram()
          .minimumExpectedValue(Duration.ofNanos(500_000))
          .maximumExpectedValue(Duration.ofSeconds(10))
          .register(meters);
    }
  }
}
