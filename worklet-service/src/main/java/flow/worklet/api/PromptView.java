package flow.worklet.api;

import flow.worklet.lifecycle.Prompt;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A prompt as callers see it, with what came of it.
///
/// @param answer what Claude said
/// @param attempts how often what came of it was given back to Claude
/// @param deployment what was made of the changes
record PromptView(
    UUID id,
    String prompt,
    Prompt.State state,
    String answer,
    int files,
    int added,
    int removed,
    int attempts,
    @Nullable UUID deployment,
    @Nullable String problem,
    String requestedBy,
    Instant createdAt,
    @Nullable Instant finishedAt) {

  static PromptView of(Prompt prompt) {
    var deployment = prompt.deployment();
    return new PromptView(
        prompt.id().value(),
        prompt.text(),
        prompt.state(),
        prompt.answer(),
        prompt.files(),
        prompt.added(),
        prompt.removed(),
        prompt.attempt(),
        deployment == null ? null : deployment.value(),
        prompt.problem(),
        prompt.requestedBy(),
        prompt.createdAt(),
        prompt.finishedAt());
  }
}
