/// Notes to the compiler's checks.
@NullMarked
package flow.slack.simulator.marks;

import org.jspecify.annotations.NullMarked;
