/// The data browser for operators and for a worklet's owner. It uses the HTTP interface like
/// everybody else.
@NullMarked
package flow.kv.browser;

import org.jspecify.annotations.NullMarked;
