package flow.slack.gateway.decide;

import flow.events.CommandId;
import flow.platform.database.Transactions;
import flow.slack.gateway.api.SlackApi;
import flow.slack.gateway.decide.Threads.Owned;
import flow.slack.gateway.directory.Plain;
import flow.slack.gateway.inbound.Arrival.Command;
import flow.slack.gateway.inbound.Inbox;
import flow.slack.gateway.inbound.Inbox.Item;
import flow.slack.gateway.render.RootMessage;
import flow.slack.gateway.send.Messages;
import flow.slack.gateway.send.Messages.Opening;
import flow.slack.gateway.send.Messages.Place;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// `/flow` with a prompt: first a message opens the thread, then the prompt goes to the session that
/// lives in it.
@Component
class CommandDecision {

  private static final Logger LOG = LoggerFactory.getLogger(CommandDecision.class);

  private final Inbox inbox;
  private final Plain plain;
  private final Messages messages;
  private final Threads threads;
  private final Prompts prompts;
  private final SlackApi slack;
  private final Transactions transactions;

  CommandDecision(
      Inbox inbox,
      Plain plain,
      Messages messages,
      Threads threads,
      Prompts prompts,
      SlackApi slack,
      Transactions transactions) {
    this.inbox = inbox;
    this.plain = plain;
    this.messages = messages;
    this.threads = threads;
    this.prompts = prompts;
    this.slack = slack;
    this.transactions = transactions;
  }

  Mono<Void> decide(Item item, Command command) {
    var root = item.root();
    return plain
        .of(command.text())
        .flatMap(prompt -> root == null ? open(item, command, prompt) : begin(item, command, prompt, root));
  }

  private Mono<Void> open(Item item, Command command, String prompt) {
    var place = new Place(command.team(), command.channel(), null);
    return transactions.in(
        messages
            .open(place, item.command(), RootMessage.of(command.user(), prompt))
            .flatMap(root -> inbox.awaitRoot(item, root)));
  }

  private Mono<Void> begin(Item item, Command command, String prompt, UUID root) {
    return messages
        .opening(root)
        .flatMap(
            opening ->
                opening.ts() == null
                    ? refused(item, command, opening)
                    : transactions.in(begin(item, command, prompt, opening)));
  }

  private Mono<Void> begin(Item item, Command command, String prompt, Opening opening) {
    var ts = Objects.requireNonNull(opening.ts());
    var place = new Place(command.team(), command.channel(), ts);
    return threads
        .own(new Owned(place, command.user(), null), ts)
        .then(
            prompts.submit(
                Prompts.session(place),
                new CommandId(item.command()),
                place,
                command.user(),
                prompt,
                null))
        .then(inbox.done(item));
  }

  private Mono<Void> refused(Item item, Command command, Opening opening) {
    return slack
        .respond(command.responseUrl(), Refusals.words(opening.refused()))
        .onErrorResume(
            error -> {
              LOG.warn("A refusal could not be told: {}", error.getMessage());
              return Mono.empty();
            })
        .then(inbox.done(item));
  }
}
