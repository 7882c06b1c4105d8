/// A PostgreSQL server of our own, run from the binaries on the class path.
@NullMarked
package flow.local.postgres;

import org.jspecify.annotations.NullMarked;
