/// Who works on a session and what it does next: commands, queue, turns, approvals, endings.
@NullMarked
package flow.session.turns;

import org.jspecify.annotations.NullMarked;
