/// The whole platform on one machine: the entry point of `deploy/flow up`.
@NullMarked
package flow.local;

import org.jspecify.annotations.NullMarked;
