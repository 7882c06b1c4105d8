package flow.session.transcript;

import flow.events.SessionId;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

final class PostgresArchive implements Archive {

  private final DatabaseClient database;

  PostgresArchive(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<Void> save(SessionId session, byte[] content) {
    return database
        .sql(
            """
            insert into session.transcript (session, content, saved_at)
            values (:session, :content, clock_timestamp())
            on conflict (session) do update set content = excluded.content, saved_at = excluded.saved_at
            """)
        .bind("session", session.value())
        .bind("content", content)
        .then();
  }

  @Override
  public Mono<byte[]> load(SessionId session) {
    return database
        .sql("select content from session.transcript where session = :session")
        .bind("session", session.value())
        .mapValue(byte[].class)
        .one();
  }

  @Override
  public Mono<Void> remove(SessionId session) {
    return database
        .sql("delete from session.transcript where session = :session")
        .bind("session", session.value())
        .then();
  }
}
