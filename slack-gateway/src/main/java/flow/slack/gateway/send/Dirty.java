package flow.slack.gateway.send;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A message of which Slack does not show the newest.
///
/// @param revision the newest when this was read
/// @param shown the revision that Slack has; 0 before the first
/// @param ts Slack's name for it; absent before it is posted
/// @param postingSince when a post of unknown outcome was tried first
/// @param gone whether it should not be there at all
/// @param changed when it became what it is
record Dirty(
    UUID id,
    String channel,
    @Nullable String threadTs,
    UUID owner,
    long revision,
    long shown,
    @Nullable String ts,
    @Nullable Instant postingSince,
    boolean urgent,
    boolean gone,
    int failures,
    Instant changed) {

  enum Step {
    POST,
    UPDATE,
    DELETE
  }

  Step step() {
    if (ts == null) {
      return Step.POST;
    }
    return gone ? Step.DELETE : Step.UPDATE;
  }

  /// The thread that is served; a message that opens one stands for itself.
  String thread() {
    return channel + "/" + (threadTs == null ? id : threadTs);
  }
}
