/// The session service: conversations with Claude, one CLI process each.
@NullMarked
package flow.session;

import org.jspecify.annotations.NullMarked;
