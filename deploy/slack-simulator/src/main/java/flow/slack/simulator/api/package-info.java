/// Slack's Web API methods, as strict as the original about arguments.
@NullMarked
package flow.slack.simulator.api;

import org.jspecify.annotations.NullMarked;
