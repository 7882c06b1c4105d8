/// What this module's tests share: a Git server, a container engine, sample repositories.
@NullMarked
package flow.worklet.testing;

import org.jspecify.annotations.NullMarked;
