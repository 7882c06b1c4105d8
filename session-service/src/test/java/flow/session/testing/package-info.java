/// What the session service's tests share.
@NullMarked
package flow.session.testing;

import org.jspecify.annotations.NullMarked;
