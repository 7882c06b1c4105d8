/// Makes what is wished for true: works on deployments step by step, starts, pauses, stops and
/// removes, and looks again and again whether the engine has what the database says, and nothing
/// else.
@NullMarked
package flow.worklet.deployment;

import org.jspecify.annotations.NullMarked;
