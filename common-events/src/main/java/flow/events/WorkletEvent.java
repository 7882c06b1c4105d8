package flow.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The life of a worklet.
///
/// `seq` grows with every event of a worklet; [BuildOutput] lines have a number of their own.
public sealed interface WorkletEvent extends Message {

  WorkletId worklet();

  /// The place in the worklet's order.
  long seq();

  @Override
  default String key() {
    return worklet().toString();
  }

  /// A worklet exists now.
  ///
  /// @param slug names it in its URL; cannot be guessed
  /// @param url where it can be seen once it is live
  /// @param storeToken SHA-256, in lower-case hexadecimal, of the token with which the worklet's
  ///   container reaches the key-value store; the token itself never travels
  record Created(
      WorkletId worklet,
      long seq,
      String name,
      String repository,
      @Nullable String branch,
      String slug,
      String url,
      String storeToken,
      Origin.@Nullable Slack thread,
      String by,
      Instant at)
      implements WorkletEvent {}

  /// A deployment waits for its turn.
  record Queued(WorkletId worklet, long seq, DeploymentId deployment, int ahead, Instant at)
      implements WorkletEvent {}

  record BuildStarted(WorkletId worklet, long seq, DeploymentId deployment, Instant at)
      implements WorkletEvent {}

  /// One line of a build's log, secrets masked.
  ///
  /// @param line counted from 1 in its deployment
  record BuildOutput(
      WorkletId worklet, long seq, DeploymentId deployment, int line, String text, Instant at)
      implements WorkletEvent {}

  /// The image is made.
  ///
  /// @param stack what was recognised: `dockerfile`, `node`, `python`, `go`, `java`, `static`
  /// @param commit the version that was built, as its hash
  record BuildFinished(
      WorkletId worklet,
      long seq,
      DeploymentId deployment,
      String stack,
      @Nullable String commit,
      Instant at)
      implements WorkletEvent {}

  /// Requests reach this deployment now.
  record Live(
      WorkletId worklet, long seq, DeploymentId deployment, int version, String url, Instant at)
      implements WorkletEvent {}

  /// A deployment failed, or what was live broke.
  ///
  /// @param cause what went wrong, in a sentence with its evidence
  /// @param remedy what can be done about it
  /// @param serving whether an earlier deployment still answers
  record Failed(
      WorkletId worklet,
      long seq,
      @Nullable DeploymentId deployment,
      String cause,
      @Nullable String remedy,
      boolean serving,
      Instant at)
      implements WorkletEvent {}

  /// A command was refused and changed nothing.
  record Refused(WorkletId worklet, long seq, CommandId command, String cause, Instant at)
      implements WorkletEvent {}

  /// Claude changed the sources.
  record Changed(
      WorkletId worklet, long seq, CommandId prompt, int files, int added, int removed, Instant at)
      implements WorkletEvent {}

  /// Frozen for want of visitors; the next request wakes it.
  record Paused(WorkletId worklet, long seq, Instant at) implements WorkletEvent {}

  record Resumed(WorkletId worklet, long seq, Instant at) implements WorkletEvent {}

  record Stopped(WorkletId worklet, long seq, String reason, Instant at) implements WorkletEvent {}

  /// It will be deleted at this time unless somebody extends it.
  record ExpiresSoon(WorkletId worklet, long seq, Instant expires, Instant at)
      implements WorkletEvent {}

  /// The time of its expiry was put off.
  record Extended(WorkletId worklet, long seq, Instant expires, Instant at)
      implements WorkletEvent {}

  record PullRequestOpened(WorkletId worklet, long seq, String url, Instant at)
      implements WorkletEvent {}

  record Deleted(WorkletId worklet, long seq, String by, Instant at) implements WorkletEvent {}
}
