package flow.slack.gateway.decide;

import flow.events.CommandId;
import flow.platform.database.Transactions;
import flow.slack.gateway.api.Self;
import flow.slack.gateway.api.SlackApi;
import flow.slack.gateway.api.SlackFailure;
import flow.slack.gateway.api.SlackSettings;
import flow.slack.gateway.directory.Directory;
import flow.slack.gateway.directory.Plain;
import flow.slack.gateway.inbound.Allowlist;
import flow.slack.gateway.inbound.Arrival.Said;
import flow.slack.gateway.inbound.Inbox;
import flow.slack.gateway.inbound.Inbox.Item;
import flow.slack.gateway.inbound.Usage;
import flow.slack.gateway.render.Turns;
import flow.slack.gateway.send.Messages.Place;
import flow.slack.gateway.thread.Threads;
import flow.slack.gateway.thread.Threads.Owned;
import flow.slack.gateway.worklet.WorkletRequests;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// A message: a prompt when it mentions the bot, is written to it alone, or stands in a thread Flow
/// takes part in; `!stop` there stops Claude.
@Component
class MessageDecision {

  /// For so long a reply to a thread of the bot waits until the thread is known.
  private static final int MOST_LOOKS = 8;

  private final Inbox inbox;
  private final Allowlist allowlist;
  private final Directory directory;
  private final Plain plain;
  private final Threads threads;
  private final Turns turns;
  private final Prompts prompts;
  private final Beginnings begins;
  private final WorkletRequests worklets;
  private final Stops stops;
  private final Allowances allowances;
  private final SlackApi slack;
  private final SlackSettings settings;
  private final Self self;
  private final Transactions transactions;

  MessageDecision(
      Inbox inbox,
      Allowlist allowlist,
      Directory directory,
      Plain plain,
      Threads threads,
      Turns turns,
      Prompts prompts,
      Beginnings begins,
      WorkletRequests worklets,
      Stops stops,
      Allowances allowances,
      SlackApi slack,
      SlackSettings settings,
      Self self,
      Transactions transactions) {
    this.inbox = inbox;
    this.allowlist = allowlist;
    this.directory = directory;
    this.plain = plain;
    this.threads = threads;
    this.turns = turns;
    this.prompts = prompts;
    this.begins = begins;
    this.worklets = worklets;
    this.stops = stops;
    this.allowances = allowances;
    this.slack = slack;
    this.settings = settings;
    this.self = self;
    this.transactions = transactions;
  }

  Mono<Void> decide(Item item, Said said) {
    var place = new Place(said.team(), said.channel(), said.root());
    return isRefused(said)
        .flatMap(refused ->
            refused
                ? inbox.done(item)
                : threads
                    .find(place)
                    .map(Optional::of)
                    .defaultIfEmpty(Optional.empty())
                    .flatMap(owned -> decide(item, said, place, owned.orElse(null))));
  }

  private Mono<Boolean> isRefused(Said said) {
    return allowlist.isEmpty()
        ? Mono.just(false)
        : directory.channel(said.channel()).map(name -> allowlist.refuses(said.channel(), name));
  }

  private Mono<Void> decide(Item item, Said said, Place place, @Nullable Owned owned) {
    if (owned != null || said.direct() || said.mentions()) {
      return words(said).flatMap(words -> obey(item, said, place, words, owned));
    }
    return said.toBot() && item.attempts() < MOST_LOOKS
        ? inbox.putOff(item, Duration.ofMillis(100L << item.attempts()))
        : inbox.done(item);
  }

  /// What was said, without the bot's name where it only calls it.
  private Mono<String> words(Said said) {
    return self.identity()
        .map(me -> said.text().replaceFirst("^\\s*<@" + me.user() + "(\\|[^>]*)?>[:,]?\\s*", ""))
        .flatMap(plain::of);
  }

  private Mono<Void> obey(Item item, Said said, Place place, String words, @Nullable Owned owned) {
    if (words.isBlank()) {
      return tell(said, Usage.TEXT).then(inbox.done(item));
    }
    if (words.strip().equals("!stop")) {
      return owned == null ? inbox.done(item) : transactions.in(stop(item, said, place));
    }
    var session = Prompts.session(place);
    return turns
        .open(session)
        .flatMap(waiting ->
            waiting >= settings.mostQueued()
                ? tell(
                        said,
                        "%d prompts wait here already. Please wait for some of them."
                            .formatted(waiting))
                    .then(inbox.done(item))
                : prompt(item, said, place, words, owned));
  }

  private Mono<Void> prompt(
      Item item, Said said, Place place, String words, @Nullable Owned owned) {
    var id = new CommandId(item.command());
    return transactions
        .in(
            allowances
                .take(said.team(), said.user())
                .flatMap(granted ->
                    (granted ? submit(id, said, place, words, owned) : Mono.<Void>empty())
                        .then(inbox.done(item))
                        .thenReturn(granted)))
        .flatMap(granted ->
            granted ? Mono.empty() : tell(said, Refusals.tooMany(settings.promptsPerMinute())));
  }

  private Mono<Void> submit(
      CommandId id, Said said, Place place, String words, @Nullable Owned owned) {
    if (owned == null) {
      return begins.thread(id, place, said.user(), words, said.ts(), said.ts());
    }
    var worklet = owned.worklet();
    return worklet == null
        ? prompts.submit(Prompts.session(place), id, place, said.user(), words, said.ts())
        : worklets.prompt(id, worklet, place, said.user(), words, said.ts());
  }

  private Mono<Void> stop(Item item, Said said, Place place) {
    return turns
        .current(place)
        .flatMap(turn -> stops.ask(turn, new CommandId(item.command()), said.user()))
        .then(inbox.done(item));
  }

  private Mono<Void> tell(Said said, String text) {
    return slack
        .whisper(said.channel(), said.threadTs(), said.user(), text)
        .onErrorComplete(SlackFailure.class);
  }
}
