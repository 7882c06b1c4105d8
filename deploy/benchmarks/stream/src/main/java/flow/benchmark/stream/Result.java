package flow.benchmark.stream;

import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// What was measured of one contender.
///
/// @param idleMegabytes resident memory before the first question
record Result(List<Answer> answers, Acknowledgements acknowledged, double idleMegabytes) {

  Figures of(ToDoubleFunction<Answer> value) {
    return new Figures(answers.stream().mapToDouble(value).boxed().toList());
  }

  Figures seconds(java.util.function.Function<Answer, Duration> time) {
    return of(answer -> time.apply(answer).toNanos() / 1e9);
  }
}
