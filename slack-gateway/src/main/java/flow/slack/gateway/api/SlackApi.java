package flow.slack.gateway.api;

import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The calls Flow makes to Slack. They fail with a [SlackFailure] and with nothing else.
public interface SlackApi {

  /// Who we are.
  ///
  /// @param user the bot's user id
  record Identity(String team, String user) {}

  /// A message as it is sent.
  ///
  /// @param blocks a JSON array; absent for text alone
  /// @param tag named in the message's metadata, so that it can be found again
  record Post(
      String channel,
      @Nullable String threadTs,
      String text,
      @Nullable String blocks,
      String tag) {}

  /// A message as Slack keeps it.
  record Kept(
      String ts,
      @Nullable String user,
      @Nullable String bot,
      @Nullable String subtype,
      String text,
      @Nullable String tag) {}

  Mono<Identity> identity();

  /// Posts the message and gives its `ts`.
  Mono<String> post(Post post);

  Mono<Void> update(String channel, String ts, String text, @Nullable String blocks);

  Mono<Void> delete(String channel, String ts);

  /// Says something that only one person sees.
  Mono<Void> whisper(String channel, @Nullable String threadTs, String user, String text);

  /// Answers where a slash command or a button came from; only its user sees it.
  Mono<Void> respond(String responseUrl, String text);

  /// The messages of a thread from a time on, oldest first.
  Flux<Kept> replies(String channel, String threadTs, String oldest);

  /// The messages of a channel from a time on.
  Mono<List<Kept>> history(String channel, String oldest);

  /// The name people know a user by.
  Mono<String> userName(String user);

  Mono<String> channelName(String channel);

  Mono<Void> openDialog(String trigger, String view);
}
