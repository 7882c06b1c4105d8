/// Who may work on what: one owner at a time, told apart by an epoch.
@NullMarked
package flow.events.lease;

import org.jspecify.annotations.NullMarked;
