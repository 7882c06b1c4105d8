package flow.slack.gateway.decide;

import flow.events.CommandId;
import flow.platform.database.Transactions;
import flow.slack.gateway.api.SlackApi;
import flow.slack.gateway.api.SlackFailure;
import flow.slack.gateway.api.SlackSettings;
import flow.slack.gateway.directory.Plain;
import flow.slack.gateway.inbound.Arrival.Command;
import flow.slack.gateway.inbound.Inbox;
import flow.slack.gateway.inbound.Inbox.Item;
import flow.slack.gateway.render.RootMessage;
import flow.slack.gateway.send.Messages;
import flow.slack.gateway.send.Messages.Opening;
import flow.slack.gateway.send.Messages.Place;
import flow.slack.gateway.worklet.WorkletRequests;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// `/flow` with a prompt: first a message opens the thread, then the prompt goes to the session
/// that lives in it.
@Component
class CommandDecision {

  private static final Logger LOG = LoggerFactory.getLogger(CommandDecision.class);

  private static final Pattern WORKLET =
      Pattern.compile("worklets?\\b\\s*(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final Inbox inbox;
  private final Plain plain;
  private final Messages messages;
  private final Beginnings begins;
  private final WorkletRequests worklets;
  private final Allowances allowances;
  private final SlackApi slack;
  private final SlackSettings settings;
  private final Transactions transactions;

  CommandDecision(
      Inbox inbox,
      Plain plain,
      Messages messages,
      Beginnings begins,
      WorkletRequests worklets,
      Allowances allowances,
      SlackApi slack,
      SlackSettings settings,
      Transactions transactions) {
    this.inbox = inbox;
    this.plain = plain;
    this.messages = messages;
    this.begins = begins;
    this.worklets = worklets;
    this.allowances = allowances;
    this.slack = slack;
    this.settings = settings;
    this.transactions = transactions;
  }

  Mono<Void> decide(Item item, Command command) {
    var root = item.root();
    return plain
        .of(command.text())
        .flatMap(prompt ->
            root == null ? take(item, command, prompt) : begin(item, command, prompt, root));
  }

  private Mono<Void> take(Item item, Command command, String prompt) {
    var about = WORKLET.matcher(prompt);
    return about.matches()
        ? transactions
            .in(
                worklets
                    .command(
                        new CommandId(item.command()),
                        command.team(),
                        command.user(),
                        about.group(1))
                    .flatMap(answer -> inbox.done(item).thenReturn(answer)))
            .flatMap(answer -> respond(command, answer))
        : open(item, command, prompt);
  }

  private Mono<Void> open(Item item, Command command, String prompt) {
    return transactions
        .in(
            allowances
                .take(command.team(), command.user())
                .flatMap(granted ->
                    (granted ? openNow(item, command, prompt) : inbox.done(item))
                        .thenReturn(granted)))
        .flatMap(granted ->
            granted
                ? Mono.empty()
                : respond(command, Refusals.tooMany(settings.promptsPerMinute())));
  }

  private Mono<Void> openNow(Item item, Command command, String prompt) {
    var place = new Place(command.team(), command.channel(), null);
    return messages
        .open(place, RootMessage.of(command.user(), prompt))
        .flatMap(root -> inbox.awaitRoot(item, root));
  }

  private Mono<Void> begin(Item item, Command command, String prompt, UUID root) {
    return messages
        .opening(root)
        .flatMap(opening ->
            opening.ts() == null
                ? refused(item, command, opening)
                : transactions.in(begin(item, command, prompt, opening)));
  }

  private Mono<Void> begin(Item item, Command command, String prompt, Opening opening) {
    var ts = Objects.requireNonNull(opening.ts());
    var place = new Place(command.team(), command.channel(), ts);
    return begins
        .thread(new CommandId(item.command()), place, command.user(), prompt, null, ts)
        .then(inbox.done(item));
  }

  private Mono<Void> refused(Item item, Command command, Opening opening) {
    return respond(command, Refusals.words(opening.refused())).then(inbox.done(item));
  }

  private Mono<Void> respond(Command command, String answer) {
    return slack
        .respond(command.responseUrl(), answer)
        .onErrorResume(
            SlackFailure.class,
            error -> {
              LOG.warn("An answer could not be told: {}", error.getMessage());
              return Mono.empty();
            });
  }
}
