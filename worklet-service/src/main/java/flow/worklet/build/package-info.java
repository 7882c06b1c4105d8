/// How sources become an image: what stack they are, what is done to them, how they are started,
/// and what a failed build means.
@NullMarked
package flow.worklet.build;

import org.jspecify.annotations.NullMarked;
