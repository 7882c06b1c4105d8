package flow.session.turns;

import flow.events.SessionCommand;
import flow.platform.database.Transactions;
import flow.session.conversation.Commands;
import reactor.core.publisher.Mono;

/// Where commands arrive: kept, and the session's owner woken. A command that came before has no
/// effect.
public final class CommandInbox {

  private final Commands commands;
  private final Transactions transactions;
  private final Owners owners;

  CommandInbox(Commands commands, Transactions transactions, Owners owners) {
    this.commands = commands;
    this.transactions = transactions;
    this.owners = owners;
  }

  public Mono<Void> accept(SessionCommand command) {
    return transactions.in(
        commands
            .add(command)
            .flatMap(added ->
                added
                    ? transactions.afterCommit(() -> owners.wake(command.session()))
                    : Mono.empty()));
  }
}
