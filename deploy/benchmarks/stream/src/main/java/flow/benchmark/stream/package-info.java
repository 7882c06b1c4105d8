/// Measures Flow beside a minimal bot that does the same in one process.
@NullMarked
package flow.benchmark.stream;

import org.jspecify.annotations.NullMarked;
