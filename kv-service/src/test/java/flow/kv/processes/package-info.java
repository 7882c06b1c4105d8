/// The store among processes of its own: killed, frozen, behind a pooler, in a database it does not
/// rule.
@NullMarked
package flow.kv.processes;

import org.jspecify.annotations.NullMarked;
