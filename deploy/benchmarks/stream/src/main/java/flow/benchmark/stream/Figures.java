package flow.benchmark.stream;

import java.util.List;

/// Measured values.
record Figures(List<Double> values) {

  Figures {
    values = values.stream().sorted().toList();
  }

  double median() {
    return at(0.5);
  }

  double p99() {
    return at(0.99);
  }

  double most() {
    return at(1);
  }

  /// The smallest value that is not exceeded by this part of them; NaN when there is none.
  private double at(double part) {
    return values.isEmpty()
        ? Double.NaN
        : values.get(Math.max(0, (int) Math.ceil(part * values.size()) - 1));
  }
}
