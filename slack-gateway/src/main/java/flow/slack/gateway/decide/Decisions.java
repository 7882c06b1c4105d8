package flow.slack.gateway.decide;

import flow.slack.gateway.inbound.Arrival.Clicked;
import flow.slack.gateway.inbound.Arrival.Command;
import flow.slack.gateway.inbound.Arrival.Said;
import flow.slack.gateway.inbound.Inbox;
import flow.slack.gateway.inbound.Inbox.Item;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Deals with one thing a person did.
@Component
class Decisions {

  private static final Logger LOG = LoggerFactory.getLogger(Decisions.class);
  private static final int MOST_ATTEMPTS = 10;

  private final Inbox inbox;
  private final CommandDecision commands;
  private final MessageDecision messages;
  private final ClickDecision clicks;

  Decisions(Inbox inbox, CommandDecision commands, MessageDecision messages, ClickDecision clicks) {
    this.inbox = inbox;
    this.commands = commands;
    this.messages = messages;
    this.clicks = clicks;
  }

  Mono<Void> on(Item item) {
    var decided =
        switch (item.arrival()) {
          case Command command -> commands.decide(item, command);
          case Said said -> messages.decide(item, said);
          case Clicked clicked -> clicks.decide(item, clicked);
        };
    return decided.onErrorResume(error -> failed(item, error));
  }

  /// What cannot be decided is tried again, ever more slowly, and then given up.
  private Mono<Void> failed(Item item, Throwable error) {
    if (item.attempts() >= MOST_ATTEMPTS) {
      LOG.error("Given up after {} attempts: inbox row {}", item.attempts(), item.id(), error);
      return inbox.done(item);
    }
    LOG.warn("Tried again later: inbox row {}", item.id(), error);
    return inbox.putOff(item, Duration.ofMillis(250L << Math.min(item.attempts(), 7)));
  }
}
