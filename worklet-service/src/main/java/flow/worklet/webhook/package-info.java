/// GitHub tells that somebody pushed, and the worklets of that branch are deployed anew.
@NullMarked
package flow.worklet.webhook;

import org.jspecify.annotations.NullMarked;
