package flow.slack.gateway.decide;

import flow.events.CommandId;
import flow.events.Decision;
import flow.events.SessionCommand;
import flow.events.Topic;
import flow.events.TurnId;
import flow.events.outbox.Outbox;
import flow.platform.database.Transactions;
import flow.slack.gateway.api.SlackApi;
import flow.slack.gateway.api.SlackFailure;
import flow.slack.gateway.api.SlackSettings;
import flow.slack.gateway.api.SlackSettings.Deciders;
import flow.slack.gateway.inbound.Arrival.Clicked;
import flow.slack.gateway.inbound.Inbox;
import flow.slack.gateway.inbound.Inbox.Item;
import flow.slack.gateway.render.Actions;
import flow.slack.gateway.render.Turns;
import flow.slack.gateway.render.Turns.Known;
import flow.slack.gateway.worklet.WorkletActions;
import flow.slack.gateway.worklet.WorkletRequests;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// A pressed button of a turn: a decision about a tool, stop, try again, go on.
@Component
class ClickDecision {

  private static final Logger LOG = LoggerFactory.getLogger(ClickDecision.class);
  private static final String GO_ON = "Continue where you were interrupted.";

  private final Inbox inbox;
  private final Turns turns;
  private final Prompts prompts;
  private final Stops stops;
  private final WorkletRequests worklets;
  private final Outbox outbox;
  private final SlackApi slack;
  private final SlackSettings settings;
  private final Transactions transactions;

  ClickDecision(
      Inbox inbox,
      Turns turns,
      Prompts prompts,
      Stops stops,
      WorkletRequests worklets,
      Outbox outbox,
      SlackApi slack,
      SlackSettings settings,
      Transactions transactions) {
    this.inbox = inbox;
    this.turns = turns;
    this.prompts = prompts;
    this.stops = stops;
    this.worklets = worklets;
    this.outbox = outbox;
    this.slack = slack;
    this.settings = settings;
    this.transactions = transactions;
  }

  Mono<Void> decide(Item item, Clicked clicked) {
    return WorkletActions.includes(clicked.action()) ? worklet(item, clicked) : turn(item, clicked);
  }

  private Mono<Void> worklet(Item item, Clicked clicked) {
    return transactions
        .in(
            worklets
                .click(
                    new CommandId(item.command()),
                    clicked.action(),
                    clicked.value(),
                    clicked.user())
                .flatMap(answer -> inbox.done(item).thenReturn(answer)))
        .filter(answer -> !answer.isEmpty())
        .flatMap(answer -> tell(clicked, answer));
  }

  private Mono<Void> tell(Clicked clicked, String text) {
    return slack
        .whisper(clicked.channel(), clicked.threadTs(), clicked.user(), text)
        .onErrorComplete(SlackFailure.class);
  }

  private Mono<Void> turn(Item item, Clicked clicked) {
    var turn = turn(clicked);
    if (turn == null) {
      LOG.warn("An unknown button: {}", clicked.action());
      return inbox.done(item);
    }
    return turns
        .find(turn)
        .flatMap(known -> decide(item, clicked, known).thenReturn(true))
        .switchIfEmpty(inbox.done(item).thenReturn(true))
        .then();
  }

  private Mono<Void> decide(Item item, Clicked clicked, Known turn) {
    return switch (clicked.action()) {
      case Actions.ALLOW_ONCE -> approval(item, clicked, turn, Decision.ALLOW_ONCE);
      case Actions.ALLOW_FOR_SESSION -> approval(item, clicked, turn, Decision.ALLOW_FOR_SESSION);
      case Actions.DENY, Actions.DENY_WITH_REASON -> approval(item, clicked, turn, Decision.DENY);
      case Actions.STOP -> transactions.in(stop(item, clicked, turn));
      case Actions.RETRY -> transactions.in(follow(item, clicked, turn, turn.prompt()));
      case Actions.CONTINUE -> transactions.in(follow(item, clicked, turn, GO_ON));
      default -> inbox.done(item);
    };
  }

  private Mono<Void> approval(Item item, Clicked clicked, Known turn, Decision decision) {
    if (!mayDecide(clicked.user(), turn)) {
      var answer =
          "Only <@%s>, who started this thread, can decide that.".formatted(turn.starter());
      return tell(clicked, answer).then(inbox.done(item));
    }
    var approval = clicked.value().substring(clicked.value().indexOf(' ') + 1);
    var decide =
        new SessionCommand.Decide(
            turn.session(),
            new CommandId(item.command()),
            approval,
            decision,
            clicked.user(),
            clicked.reason(),
            Instant.now());
    return transactions.in(outbox.add(Topic.SESSION_COMMANDS, decide).then(inbox.done(item)));
  }

  private boolean mayDecide(String user, Known turn) {
    return settings.deciders() == Deciders.EVERYBODY
        || user.equals(turn.starter())
        || settings.extraDeciders().contains(user);
  }

  private Mono<Void> stop(Item item, Clicked clicked, Known turn) {
    if (turn.over()) {
      return inbox.done(item);
    }
    return stops.ask(turn, new CommandId(item.command()), clicked.user()).then(inbox.done(item));
  }

  /// A new prompt in the same session; only once for a turn.
  private Mono<Void> follow(Item item, Clicked clicked, Known turn, @Nullable String prompt) {
    if (prompt == null) {
      return inbox.done(item);
    }
    var id = new CommandId(item.command());
    return turns
        .follow(turn.turn(), id)
        .flatMap(first ->
            first
                ? prompts.submit(turn.session(), id, turn.place(), clicked.user(), prompt, null)
                : Mono.empty())
        .then(inbox.done(item));
  }

  /// The turn a button belongs to; nothing when it is no button of a turn.
  private static @Nullable TurnId turn(Clicked clicked) {
    try {
      return TurnId.of(clicked.value().split(" ", 2)[0]);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
