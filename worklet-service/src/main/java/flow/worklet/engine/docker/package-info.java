/// Docker as an engine. Everything here that waits does so on threads that may wait.
@NullMarked
package flow.worklet.engine.docker;

import org.jspecify.annotations.NullMarked;
