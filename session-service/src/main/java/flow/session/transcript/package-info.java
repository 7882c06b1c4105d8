/// The CLI's own record of a session: archived after each turn, restored where it is missing.
@NullMarked
package flow.session.transcript;

import org.jspecify.annotations.NullMarked;
