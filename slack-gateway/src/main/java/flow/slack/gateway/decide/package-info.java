/// Decides what follows from what people did in Slack: which session, which command, or which
/// answer.
@NullMarked
package flow.slack.gateway.decide;

import org.jspecify.annotations.NullMarked;
