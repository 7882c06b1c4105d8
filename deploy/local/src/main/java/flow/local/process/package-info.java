/// Child processes that are started, watched, started again and stopped; knows nothing of what they
/// do.
@NullMarked
package flow.local.process;

import org.jspecify.annotations.NullMarked;
