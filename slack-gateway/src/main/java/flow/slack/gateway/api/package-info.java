/// Slack's Web API, called through Slack's SDK.
@NullMarked
package flow.slack.gateway.api;

import org.jspecify.annotations.NullMarked;
