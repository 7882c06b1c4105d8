/// Who may call: tokens, limits, origins, and a worklet's coming and going.
@NullMarked
package flow.kv.access;

import org.jspecify.annotations.NullMarked;
