/// How the outside contract's variables reach a service, and what is said when one is unusable.
@NullMarked
package flow.platform.settings;

import org.jspecify.annotations.NullMarked;
