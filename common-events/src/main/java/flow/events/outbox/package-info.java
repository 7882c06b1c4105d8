/// Messages that are published if, and only if, the transaction that said them is committed.
@NullMarked
package flow.events.outbox;

import org.jspecify.annotations.NullMarked;
