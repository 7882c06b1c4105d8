/// Reads and builds JSON trees.
@NullMarked
package flow.slack.simulator.json;

import org.jspecify.annotations.NullMarked;
