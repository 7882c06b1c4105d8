/// What Block Kit allows, and what a reader sees of it.
@NullMarked
package flow.slack.simulator.blocks;

import org.jspecify.annotations.NullMarked;
