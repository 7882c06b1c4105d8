/// Running statements: the pools, transactions under the service's role, and what a failure means.
@NullMarked
package flow.kv.postgres;

import org.jspecify.annotations.NullMarked;
