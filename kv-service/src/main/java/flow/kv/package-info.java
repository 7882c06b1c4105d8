/// What worklets keep: a key-value store over HTTP, with PostgreSQL doing the work.
@NullMarked
package flow.kv;

import org.jspecify.annotations.NullMarked;
