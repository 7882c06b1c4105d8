/// Carrying a worklet's data out and in.
@NullMarked
package flow.kv.transfer;

import org.jspecify.annotations.NullMarked;
