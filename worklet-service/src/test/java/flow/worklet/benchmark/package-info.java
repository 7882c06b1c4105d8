/// Measurements, for `deploy/benchmarks/worklets`; no test runs them.
@NullMarked
package flow.worklet.benchmark;

import org.jspecify.annotations.NullMarked;
