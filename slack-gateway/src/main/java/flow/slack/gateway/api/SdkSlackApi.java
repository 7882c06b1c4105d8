package flow.slack.gateway.api;

import com.slack.api.Slack;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.response.conversations.ConversationsRepliesResponse;
import com.slack.api.model.Message;
import com.slack.api.util.http.SlackHttpClient;
import flow.slack.gateway.api.SlackFailure.Unknown;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// The Web API through the SDK's synchronous client: its asynchronous one keeps a queue of its own,
/// in which stale edits would stand before results.
@Component
class SdkSlackApi implements SlackApi {

  private static final String TAGGED = "flow_message";
  private static final String TAG = "id";
  private static final int PAGE = 200;
  private static final int MOST_PAGES = 20;

  private final MethodsClient methods;
  private final SlackHttpClient http;
  private final SdkCalls calls;

  SdkSlackApi(Slack slack, SlackSettings settings, SdkCalls calls) {
    this.methods = slack.methods(settings.botToken());
    this.http = slack.getHttpClient();
    this.calls = calls;
  }

  @Override
  public Mono<Identity> identity() {
    return calls
        .call("auth.test", () -> methods.authTest(request -> request))
        .map(answer -> new Identity(answer.getTeamId(), answer.getUserId()));
  }

  @Override
  public Mono<String> post(Post post) {
    return calls
        .call(
            "chat.postMessage",
            () ->
                methods.chatPostMessage(request ->
                    request
                        .channel(post.channel())
                        .threadTs(post.threadTs())
                        .text(post.text())
                        .blocksAsString(post.blocks())
                        .metadata(
                            Message.Metadata.builder()
                                .eventType(TAGGED)
                                .eventPayload(Map.of(TAG, post.tag()))
                                .build())
                        .unfurlLinks(false)
                        .unfurlMedia(false)))
        .map(answer -> answer.getTs());
  }

  @Override
  public Mono<Void> update(String channel, String ts, String text, @Nullable String blocks) {
    // an empty list takes the old blocks away
    var shown = blocks == null ? "[]" : blocks;
    return calls
        .call(
            "chat.update",
            () ->
                methods.chatUpdate(
                    request -> request.channel(channel).ts(ts).text(text).blocksAsString(shown)))
        .then();
  }

  @Override
  public Mono<Void> delete(String channel, String ts) {
    return calls
        .call("chat.delete", () -> methods.chatDelete(request -> request.channel(channel).ts(ts)))
        .then();
  }

  @Override
  public Mono<Void> whisper(String channel, @Nullable String threadTs, String user, String text) {
    return calls
        .call(
            "chat.postEphemeral",
            () ->
                methods.chatPostEphemeral(
                    request -> request.channel(channel).threadTs(threadTs).user(user).text(text)))
        .then();
  }

  @Override
  public Mono<Void> respond(String responseUrl, String text) {
    var answer = Map.of("response_type", "ephemeral", "text", text);
    return Mono.fromCallable(
            () -> {
              try (var response = http.postJsonBody(responseUrl, answer)) {
                return response.code();
              } catch (IOException e) {
                throw new Unknown("response_url", e.toString());
              }
            })
        .subscribeOn(Schedulers.boundedElastic())
        .flatMap(status ->
            status < 300
                ? Mono.empty()
                : Mono.error(new Unknown("response_url", "HTTP " + status)));
  }

  @Override
  public Flux<Kept> replies(String channel, String threadTs, String oldest) {
    return repliesPage(channel, threadTs, oldest, "")
        .expand(page ->
            cursor(page).isEmpty()
                ? Mono.empty()
                : repliesPage(channel, threadTs, oldest, cursor(page)))
        .take(MOST_PAGES)
        .concatMapIterable(ConversationsRepliesResponse::getMessages)
        .map(SdkSlackApi::kept);
  }

  private Mono<ConversationsRepliesResponse> repliesPage(
      String channel, String threadTs, String oldest, String cursor) {
    return calls.call(
        "conversations.replies",
        () ->
            methods.conversationsReplies(request ->
                request
                    .channel(channel)
                    .ts(threadTs)
                    .oldest(oldest)
                    .cursor(cursor)
                    .limit(PAGE)
                    .includeAllMetadata(true)));
  }

  private static String cursor(ConversationsRepliesResponse page) {
    var next = page.getResponseMetadata();
    return next == null || next.getNextCursor() == null ? "" : next.getNextCursor();
  }

  @Override
  public Mono<List<Kept>> history(String channel, String oldest) {
    return calls
        .call(
            "conversations.history",
            () ->
                methods.conversationsHistory(request ->
                    request.channel(channel).oldest(oldest).limit(PAGE).includeAllMetadata(true)))
        .map(answer -> answer.getMessages().stream().map(SdkSlackApi::kept).toList());
  }

  @Override
  public Mono<String> userName(String user) {
    return calls
        .call("users.info", () -> methods.usersInfo(request -> request.user(user)))
        .mapNotNull(answer ->
            firstSet(
                answer.getUser().getProfile() == null
                    ? null
                    : answer.getUser().getProfile().getDisplayName(),
                answer.getUser().getRealName(),
                answer.getUser().getName()));
  }

  @Override
  public Mono<String> channelName(String channel) {
    return calls
        .call(
            "conversations.info",
            () -> methods.conversationsInfo(request -> request.channel(channel)))
        .mapNotNull(answer -> answer.getChannel().getName());
  }

  @Override
  public Mono<Void> openDialog(String trigger, String view) {
    return calls
        .call(
            "views.open",
            () -> methods.viewsOpen(request -> request.triggerId(trigger).viewAsString(view)))
        .then();
  }

  private static Kept kept(Message message) {
    var metadata = message.getMetadata();
    var tag = metadata == null ? null : metadata.getEventPayload().get(TAG);
    return new Kept(
        message.getTs(),
        message.getUser(),
        message.getBotId(),
        message.getSubtype(),
        Objects.requireNonNullElse(message.getText(), ""),
        tag == null ? null : tag.toString());
  }

  private static @Nullable String firstSet(@Nullable String... names) {
    return Stream.of(names)
        .filter(Objects::nonNull)
        .filter(Predicate.not(String::isBlank))
        .findFirst()
        .orElse(null);
  }
}
