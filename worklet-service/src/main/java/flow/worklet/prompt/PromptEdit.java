package flow.worklet.prompt;

import flow.events.DeploymentId;
import flow.events.TurnId;
import flow.worklet.lifecycle.Prompt;
import flow.worklet.source.Change;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A prompt with some fields changed.
final class PromptEdit {

  private Prompt prompt;

  private PromptEdit(Prompt prompt) {
    this.prompt = prompt;
  }

  static PromptEdit of(Prompt prompt) {
    return new PromptEdit(prompt);
  }

  PromptEdit state(Prompt.State state) {
    return set(
        state,
        prompt.turn(),
        prompt.attempt(),
        prompt.deployment(),
        prompt.problem(),
        prompt.finishedAt());
  }

  PromptEdit turn(TurnId turn) {
    return set(
        prompt.state(),
        turn,
        prompt.attempt(),
        prompt.deployment(),
        prompt.problem(),
        prompt.finishedAt());
  }

  PromptEdit attempt(int attempt) {
    return set(
        prompt.state(),
        prompt.turn(),
        attempt,
        prompt.deployment(),
        prompt.problem(),
        prompt.finishedAt());
  }

  PromptEdit deployment(DeploymentId deployment) {
    return set(
        prompt.state(),
        prompt.turn(),
        prompt.attempt(),
        deployment,
        prompt.problem(),
        prompt.finishedAt());
  }

  PromptEdit problem(@Nullable String problem) {
    return set(
        prompt.state(),
        prompt.turn(),
        prompt.attempt(),
        prompt.deployment(),
        problem,
        prompt.finishedAt());
  }

  PromptEdit finished() {
    return set(
        prompt.state(),
        prompt.turn(),
        prompt.attempt(),
        prompt.deployment(),
        prompt.problem(),
        Instant.now());
  }

  /// Adds what a commit changed to what earlier attempts did.
  PromptEdit changed(Change change) {
    prompt =
        new Prompt(
            prompt.id(),
            prompt.worklet(),
            prompt.text(),
            prompt.thread(),
            prompt.requestedBy(),
            prompt.state(),
            prompt.turn(),
            prompt.attempt(),
            prompt.answer(),
            prompt.files() + change.files(),
            prompt.added() + change.added(),
            prompt.removed() + change.removed(),
            prompt.deployment(),
            prompt.problem(),
            prompt.createdAt(),
            prompt.finishedAt());
    return this;
  }

  Prompt done() {
    return prompt;
  }

  private PromptEdit set(
      Prompt.State state,
      @Nullable TurnId turn,
      int attempt,
      @Nullable DeploymentId deployment,
      @Nullable String problem,
      @Nullable Instant finished) {
    prompt =
        new Prompt(
            prompt.id(),
            prompt.worklet(),
            prompt.text(),
            prompt.thread(),
            prompt.requestedBy(),
            state,
            turn,
            attempt,
            prompt.answer(),
            prompt.files(),
            prompt.added(),
            prompt.removed(),
            deployment,
            problem,
            prompt.createdAt(),
            finished);
    return this;
  }
}
