/// What is kept of sessions, turns and their blocks, in PostgreSQL.
@NullMarked
package flow.session.conversation;

import org.jspecify.annotations.NullMarked;
