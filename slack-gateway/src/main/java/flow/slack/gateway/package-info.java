/// Connects Slack to Flow: what people write becomes commands, what sessions and worklets say
/// becomes messages in their threads.
@NullMarked
package flow.slack.gateway;

import org.jspecify.annotations.NullMarked;
