/// The REST API of worklets.
@NullMarked
package flow.worklet.api;

import org.jspecify.annotations.NullMarked;
