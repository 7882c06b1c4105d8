/// Shows the TypeScript client against the running service.
@NullMarked
package flow.kv.client;

import org.jspecify.annotations.NullMarked;
