/// Turns Git repositories into running prototypes, and keeps them running, changeable and apart.
@NullMarked
package flow.worklet;

import org.jspecify.annotations.NullMarked;
