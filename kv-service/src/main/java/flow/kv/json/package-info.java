/// Reading JSON without changing it: values stay the bytes that were sent. Uses nothing of the
/// service.
@NullMarked
package flow.kv.json;

import org.jspecify.annotations.NullMarked;
