/// Worklets in Slack: the card in their thread, its buttons, and the commands about them.
@NullMarked
package flow.slack.gateway.worklet;

import org.jspecify.annotations.NullMarked;
