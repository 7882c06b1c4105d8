/// Makes what people follow in a turn out of the CLI's lines. Pure: no process, no database.
@NullMarked
package flow.session.narration;

import org.jspecify.annotations.NullMarked;
