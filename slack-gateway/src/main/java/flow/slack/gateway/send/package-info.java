/// Makes Slack show what the stored messages say, within the budget that Slack grants a workspace.
@NullMarked
package flow.slack.gateway.send;

import org.jspecify.annotations.NullMarked;
