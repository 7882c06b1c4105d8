package flow.slack.gateway.render;

import org.jspecify.annotations.Nullable;

/// How Markdown goes on after a cut.
///
/// @param offset where it was cut, in UTF-16 units of the whole text
/// @param opening a line that opens again what the cut closed: the fence of a code block; absent
///   when nothing was open
/// @param indent columns to take off the lines that follow, for as long as they have them
record Resume(int offset, @Nullable String opening, int indent) {

  static final Resume START = new Resume(0, null, 0);
}
