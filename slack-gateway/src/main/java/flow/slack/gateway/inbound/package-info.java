/// Takes in what Slack delivers: over sockets, into the inbox, and only then acknowledged.
@NullMarked
package flow.slack.gateway.inbound;

import org.jspecify.annotations.NullMarked;
