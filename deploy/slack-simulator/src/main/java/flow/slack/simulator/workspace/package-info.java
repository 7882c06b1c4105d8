/// The workspace's truth: people, channels, messages and their history. Knows nothing of the wire.
@NullMarked
package flow.slack.simulator.workspace;

import org.jspecify.annotations.NullMarked;
