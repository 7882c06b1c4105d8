/// The sources of worklets: fetched from where they are kept, changed, committed and pushed.
/// Nothing in here trusts a repository, its URL, its branch names or its content.
@NullMarked
package flow.worklet.source;

import org.jspecify.annotations.NullMarked;
