/// What goes wrong on purpose, and how many calls are allowed.
@NullMarked
package flow.slack.simulator.faults;

import org.jspecify.annotations.NullMarked;
