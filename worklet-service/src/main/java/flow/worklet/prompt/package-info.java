/// Prompts: Claude changes a worklet's sources in a turn of the session service, and what changed
/// is committed, built and deployed; what broke is given back to Claude.
@NullMarked
package flow.worklet.prompt;

import org.jspecify.annotations.NullMarked;
