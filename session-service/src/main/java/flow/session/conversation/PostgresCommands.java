package flow.session.conversation;

import flow.events.CommandId;
import flow.events.SessionCommand;
import flow.events.SessionId;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

final class PostgresCommands implements Commands {

  private final DatabaseClient database;

  PostgresCommands(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<Boolean> add(SessionCommand command) {
    return database
        .sql(
            "insert into session.command (id, session, body) values (:id, :session, :body) on conflict (id) do nothing")
        .bind("id", command.id().value())
        .bind("session", command.session().value())
        .bind("body", PostgresRow.json(command, SessionCommand.class))
        .fetch()
        .rowsUpdated()
        .map(rows -> rows > 0);
  }

  @Override
  public Flux<SessionCommand> waiting(SessionId session) {
    return database
        .sql(
            "select body::text as body from session.command where session = :session and handled_at is null order by place")
        .bind("session", session.value())
        .map(row -> new PostgresRow(row).json("body", SessionCommand.class))
        .all();
  }

  @Override
  public Mono<Void> handled(CommandId command) {
    return database
        .sql("update session.command set handled_at = clock_timestamp() where id = :id")
        .bind("id", command.value())
        .then();
  }
}
