package flow.worklet.api;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What callers send.
final class Requests {

  private Requests() {}

  /// Asks for a worklet.
  ///
  /// @param gitRepo the repository's address
  /// @param branch absent means the default branch
  /// @param prompt what Claude shall change in it
  record NewWorklet(
      @Nullable String name,
      @Nullable String gitRepo,
      @Nullable String branch,
      @Nullable String prompt,
      @Nullable Map<String, String> environment) {}

  record NewPrompt(@Nullable String prompt) {}

  /// @param branch the branch to push; absent means one of the worklet's own
  record NewPullRequest(
      @Nullable String title, @Nullable String description, @Nullable String branch) {}

  /// @param deployment the one to go back to; absent means the one before
  record Back(@Nullable UUID deployment) {}
}
