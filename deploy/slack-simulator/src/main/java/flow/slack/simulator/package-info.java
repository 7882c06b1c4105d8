/// A Slack workspace in a box: the Web API and Socket Mode over the wire, for development and
/// tests.
@NullMarked
package flow.slack.simulator;

import org.jspecify.annotations.NullMarked;
