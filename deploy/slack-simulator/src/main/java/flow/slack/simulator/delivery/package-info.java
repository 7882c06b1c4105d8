/// Socket Mode: connections, envelopes, acknowledgements and redelivery.
@NullMarked
package flow.slack.simulator.delivery;

import org.jspecify.annotations.NullMarked;
