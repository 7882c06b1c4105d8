package flow.slack.gateway.worklet;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a worklet's events told.
///
/// @param seq the newest event
/// @param ahead how many deployments are before its own in the queue
/// @param version the deployment that answers requests, counted; 0 before the first
/// @param trouble why the last deployment failed; absent when it did not
record Status(
    State state,
    long seq,
    int ahead,
    About about,
    int version,
    @Nullable Build build,
    @Nullable Trouble trouble,
    @Nullable String pullRequest,
    @Nullable Expiry expiry) {

  enum State {
    REQUESTED,
    CREATED,
    QUEUED,
    BUILDING,
    STARTING,
    LIVE,
    FAILED,
    PAUSED,
    STOPPED,
    DELETED
  }

  /// @param url where it can be seen once it is live
  record About(String name, String repository, @Nullable String branch, @Nullable String url) {}

  record Build(String stack, @Nullable String commit) {}

  /// @param serving whether an earlier deployment still answers
  record Trouble(String cause, @Nullable String remedy, boolean serving) {}

  /// @param soon whether it was warned of
  record Expiry(Instant at, boolean soon) {}

  static Status requested(Repository repository) {
    var about = new About(repository.name(), repository.url(), repository.branch(), null);
    return new Status(State.REQUESTED, 0, 0, about, 0, null, null, null, null);
  }

  Status in(State next, long at, int queue) {
    return new Status(next, at, queue, about, version, build, trouble, pullRequest, expiry);
  }
}
