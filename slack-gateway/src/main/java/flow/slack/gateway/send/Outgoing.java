package flow.slack.gateway.send;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// The messages of which Slack does not show the newest, and what is learned by sending them.
interface Outgoing {

  /// What a message says now.
  ///
  /// @param text absent when it should not be there
  /// @param form what of it Slack takes
  record Current(
      long revision,
      @Nullable String text,
      @Nullable String blocks,
      Form form,
      @Nullable Instant said) {}

  /// What is sent of a message: less when Slack refused more.
  enum Form {
    WHOLE,
    TEXT_ONLY,
    BLOCKS_ONLY
  }

  /// Those that can be sent now. A message in order is left out until all before it are posted.
  Mono<List<Dirty>> dirty(int most);

  Mono<Current> current(UUID id);

  /// Notes that a post is tried now, so that it is looked for if its outcome stays unknown.
  Mono<Void> posting(UUID id);

  Mono<Void> posted(UUID id, String ts, long revision);

  /// It was found in Slack; nobody knows in which revision.
  Mono<Void> found(UUID id, String ts);

  Mono<Void> shown(UUID id, long revision);

  /// It is not there any more; should it come back, it is posted anew.
  Mono<Void> deleted(UUID id, long revision);

  /// A post that Slack certainly did not carry out.
  Mono<Void> notPosted(UUID id, Duration pause);

  Mono<Void> retryLater(UUID id, Duration pause);

  Mono<Void> reshape(UUID id, Form form);

  Mono<Void> refused(UUID id, String error);
}
