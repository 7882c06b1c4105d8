package flow.slack.gateway.send;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// What Slack should show. Whoever changes it does so in a transaction; after the commit Slack is
/// made to follow.
public interface Messages {

  /// Where messages belong.
  ///
  /// @param threadTs absent for a message that opens a thread
  record Place(String team, String channel, @Nullable String threadTs) {}

  /// Whose messages they are.
  ///
  /// @param id the turn, worklet or command
  /// @param ordinal its place among the owners in its thread
  record Owner(UUID id, long ordinal) {}

  /// A message that opens a thread.
  ///
  /// @param ts absent until Slack has it
  /// @param refused why Slack will not have it
  record Opening(UUID id, String channel, @Nullable String ts, @Nullable String refused) {}

  /// Makes these the owner's messages; slots that are not named are taken away.
  ///
  /// @param said when the newest of it was said, for measuring the delay
  Mono<Void> show(Place place, Owner owner, List<Draft> drafts, @Nullable Instant said);

  /// Opens a thread with this message.
  Mono<UUID> open(Place place, Body body);

  Mono<Opening> opening(UUID id);
}
