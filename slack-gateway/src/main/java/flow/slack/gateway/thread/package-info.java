/// The threads Flow takes part in, and whose they are.
@NullMarked
package flow.slack.gateway.thread;

import org.jspecify.annotations.NullMarked;
