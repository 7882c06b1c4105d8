/// The language the services share: what is asked for, what happened, to which session or worklet.
@NullMarked
package flow.events;

import org.jspecify.annotations.NullMarked;
