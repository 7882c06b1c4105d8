/// What has to be done now and then: removing what has expired and what is no longer needed.
@NullMarked
package flow.kv.upkeep;

import org.jspecify.annotations.NullMarked;
