/// What worklets are and shall be: the rows that hold it, the commands that change it and the
/// events that tell of it. What is wished for is written here; elsewhere it is made true.
@NullMarked
package flow.worklet.lifecycle;

import org.jspecify.annotations.NullMarked;
