/// Which processes make up the platform, with which settings, in which order.
@NullMarked
package flow.local.platform;

import org.jspecify.annotations.NullMarked;
