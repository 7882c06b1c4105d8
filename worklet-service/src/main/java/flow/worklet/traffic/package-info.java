/// Where requests for worklets go, how many are on their way, and when the last one came.
@NullMarked
package flow.worklet.traffic;

import org.jspecify.annotations.NullMarked;
