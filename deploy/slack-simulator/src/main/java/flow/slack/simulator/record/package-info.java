/// What the app did: every call, delivery and acknowledgement.
@NullMarked
package flow.slack.simulator.record;

import org.jspecify.annotations.NullMarked;
