/// The Claude CLI as a child process: how it is started, fenced in, watched and stopped.
@NullMarked
package flow.session.claude;

import org.jspecify.annotations.NullMarked;
