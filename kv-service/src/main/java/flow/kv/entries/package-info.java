/// Entries: reading and writing them one by one, in batches and in transactions, and listing them.
@NullMarked
package flow.kv.entries;

import org.jspecify.annotations.NullMarked;
