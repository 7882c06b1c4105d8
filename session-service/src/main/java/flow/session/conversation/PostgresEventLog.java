package flow.session.conversation;

import flow.events.SessionEvent;
import flow.events.SessionId;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

final class PostgresEventLog implements EventLog {

  private final DatabaseClient database;

  PostgresEventLog(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<Void> add(SessionEvent event) {
    return database
        .sql("insert into session.event (session, body) values (:session, :body)")
        .bind("session", event.session().value())
        .bind("body", PostgresRow.json(event, SessionEvent.class))
        .then();
  }

  @Override
  public Flux<Told> after(SessionId session, long place, int most) {
    return database
        .sql(
            """
            select place, body::text as body from session.event
            where session = :session and place > :place order by place limit :most
            """)
        .bind("session", session.value())
        .bind("place", place)
        .bind("most", most)
        .map(PostgresRow::new)
        .all()
        .map(row -> new Told(row.number("place"), row.json("body", SessionEvent.class)));
  }
}
