/// The data browser, as people use it.
@NullMarked
package flow.kv.browser;

import org.jspecify.annotations.NullMarked;
