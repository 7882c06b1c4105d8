package flow.slack.gateway.send;

import org.jspecify.annotations.Nullable;

/// A message as it should be.
///
/// @param slot its place among the messages of its owner
/// @param body absent when there should be no such message
/// @param urgent whether it goes before ordinary edits: results, questions, errors
/// @param inOrder whether it may only be posted after the messages that come before it in its
///   thread
public record Draft(int slot, @Nullable Body body, boolean urgent, boolean inOrder) {}
