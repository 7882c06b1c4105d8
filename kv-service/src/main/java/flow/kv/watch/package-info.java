/// Watching a namespace: what is there, then every change, over Server-Sent Events.
@NullMarked
package flow.kv.watch;

import org.jspecify.annotations.NullMarked;
