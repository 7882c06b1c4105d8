package flow.events;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a worklet can be asked to do.
public sealed interface WorkletCommand extends Message {

  WorkletId worklet();

  /// The same id twice is the same command.
  CommandId id();

  /// Who asked: a Slack user id, or the name of the caller.
  String by();

  @Override
  default String key() {
    return worklet().toString();
  }

  /// Make a worklet of a repository and deploy it.
  ///
  /// @param branch absent means the repository's default branch
  /// @param prompt what Claude shall change before the worklet is shown; absent means nothing
  /// @param thread the Slack thread it belongs to; absent when made over REST
  /// @param environment variables for its container
  record Create(
      WorkletId worklet,
      CommandId id,
      String name,
      String repository,
      @Nullable String branch,
      @Nullable String prompt,
      Origin.@Nullable Slack thread,
      Map<String, String> environment,
      String by,
      Instant at)
      implements WorkletCommand {}

  /// Fetch the sources again, build and deploy.
  record Deploy(WorkletId worklet, CommandId id, String by, Instant at) implements WorkletCommand {}

  /// Have Claude change the sources, then build and deploy.
  record Prompt(
      WorkletId worklet,
      CommandId id,
      String text,
      Origin.@Nullable Slack thread,
      String by,
      Instant at)
      implements WorkletCommand {}

  record Start(WorkletId worklet, CommandId id, String by, Instant at) implements WorkletCommand {}

  record Stop(WorkletId worklet, CommandId id, String by, Instant at) implements WorkletCommand {}

  /// Stop and start the container of the deployment that serves.
  record Restart(WorkletId worklet, CommandId id, String by, Instant at)
      implements WorkletCommand {}

  /// Put the day of its expiry off.
  record Extend(WorkletId worklet, CommandId id, String by, Instant at) implements WorkletCommand {}

  /// Serve an earlier deployment again.
  ///
  /// @param deployment absent means the one before the current
  record Rollback(
      WorkletId worklet, CommandId id, @Nullable DeploymentId deployment, String by, Instant at)
      implements WorkletCommand {}

  /// Push the changes to a branch and open a pull request.
  record OpenPullRequest(
      WorkletId worklet,
      CommandId id,
      @Nullable String title,
      @Nullable String description,
      @Nullable String branch,
      String by,
      Instant at)
      implements WorkletCommand {}

  record Delete(WorkletId worklet, CommandId id, String by, Instant at) implements WorkletCommand {}
}
