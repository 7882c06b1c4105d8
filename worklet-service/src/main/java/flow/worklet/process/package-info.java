/// Other programs of this machine, run so that they never outlive what they are for.
@NullMarked
package flow.worklet.process;

import org.jspecify.annotations.NullMarked;
