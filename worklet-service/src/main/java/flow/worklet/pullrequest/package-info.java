/// What was changed in a worklet goes back to where its sources came from, as a pull request.
@NullMarked
package flow.worklet.pullrequest;

import org.jspecify.annotations.NullMarked;
