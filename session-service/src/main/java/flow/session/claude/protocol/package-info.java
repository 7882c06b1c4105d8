/// The lines the Claude CLI speaks, as types. Knows nothing of processes.
@NullMarked
package flow.session.claude.protocol;

import org.jspecify.annotations.NullMarked;
