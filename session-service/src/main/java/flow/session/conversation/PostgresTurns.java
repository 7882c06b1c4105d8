package flow.session.conversation;

import static flow.session.conversation.PostgresRow.bind;

import flow.events.Origin;
import flow.events.SessionId;
import flow.events.TurnId;
import flow.events.Usage;
import flow.session.conversation.Turn.State;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

final class PostgresTurns implements Turns {

  private static final String SELECT =
      """
      select id, session, place, origin::text as origin, prompt, state, attempts, crashes, asked_at, started_at,
             finished_at, model, input_tokens, output_tokens, cost_usd, duration_ms, cause, remedy, ended_by
      from session.turn
      """;

  private final DatabaseClient database;

  PostgresTurns(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<Void> add(Turn turn) {
    return database
        .sql(
            """
            insert into session.turn (id, session, origin, prompt, state, asked_at)
            values (:id, :session, :origin, :prompt, :state, :at) on conflict (id) do nothing
            """)
        .bind("id", turn.id().value())
        .bind("session", turn.session().value())
        .bind("origin", PostgresRow.json(turn.origin(), Origin.class))
        .bind("prompt", PostgresRow.storable(turn.prompt()))
        .bind("state", turn.state().name())
        .bind("at", PostgresRow.time(turn.askedAt()))
        .then();
  }

  @Override
  public Mono<Turn> find(TurnId id) {
    return database
        .sql(SELECT + "where id = :id")
        .bind("id", id.value())
        .map(PostgresTurns::turn)
        .one();
  }

  @Override
  public Flux<Turn> open(SessionId session) {
    return database
        .sql(
            SELECT
                + """
                where session = :session and state in ('QUEUED', 'RUNNING')
                order by state = 'RUNNING' desc, place
                """)
        .bind("session", session.value())
        .map(PostgresTurns::turn)
        .all();
  }

  @Override
  public Flux<Turn> page(SessionId session, @Nullable Long before, int most) {
    var statement =
        database
            .sql(
                SELECT
                    + """
                    where session = :session and (:before::bigint is null or place < :before)
                    order by place desc limit :most
                    """)
            .bind("session", session.value())
            .bind("most", most);
    return bind(statement, "before", before, Long.class).map(PostgresTurns::turn).all();
  }

  @Override
  public Mono<Void> begin(TurnId id, Instant at) {
    return database
        .sql(
            """
            update session.turn
            set state = 'RUNNING', attempts = attempts + 1, started_at = coalesce(started_at, :at)
            where id = :id
            """)
        .bind("id", id.value())
        .bind("at", PostgresRow.time(at))
        .then();
  }

  @Override
  public Mono<Void> crashed(TurnId id) {
    return database
        .sql("update session.turn set crashes = crashes + 1 where id = :id")
        .bind("id", id.value())
        .then();
  }

  @Override
  public Mono<Void> handedOver(TurnId id) {
    return database
        .sql("update session.turn set crashes = crashes - 1 where id = :id")
        .bind("id", id.value())
        .then();
  }

  @Override
  public Mono<Void> finish(
      TurnId id,
      State state,
      @Nullable Usage usage,
      @Nullable String cause,
      @Nullable String remedy,
      @Nullable String by,
      Instant at) {
    var statement =
        database
            .sql(
                """
                update session.turn
                set state = :state, finished_at = :at, cause = :cause, remedy = :remedy, ended_by = :by,
                    model = :model, input_tokens = :input, output_tokens = :output, cost_usd = :cost,
                    duration_ms = :duration
                where id = :id and state in ('QUEUED', 'RUNNING')
                """)
            .bind("id", id.value())
            .bind("state", state.name())
            .bind("at", PostgresRow.time(at));
    statement = bind(statement, "cause", cause, String.class);
    statement = bind(statement, "remedy", remedy, String.class);
    statement = bind(statement, "by", by, String.class);
    statement = bind(statement, "model", usage == null ? null : usage.model(), String.class);
    statement = bind(statement, "input", usage == null ? null : usage.inputTokens(), Long.class);
    statement = bind(statement, "output", usage == null ? null : usage.outputTokens(), Long.class);
    statement = bind(statement, "cost", usage == null ? null : usage.costUsd(), BigDecimal.class);
    var duration = usage == null ? null : usage.duration().toMillis();
    return bind(statement, "duration", duration, Long.class).then();
  }

  @Override
  public Mono<Boolean> amend(TurnId id, String prompt) {
    return database
        .sql("update session.turn set prompt = :prompt where id = :id and state = 'QUEUED'")
        .bind("prompt", PostgresRow.storable(prompt))
        .bind("id", id.value())
        .fetch()
        .rowsUpdated()
        .map(rows -> rows > 0);
  }

  @Override
  public Mono<Long> waiting() {
    return database
        .sql("select count(*) from session.turn where state = 'QUEUED'")
        .mapValue(Long.class)
        .one();
  }

  private static Turn turn(Readable readable) {
    var row = new PostgresRow(readable);
    return new Turn(
        new TurnId(row.id("id")),
        new SessionId(row.id("session")),
        row.number("place"),
        row.json("origin", Origin.class),
        row.text("prompt"),
        State.valueOf(row.text("state")),
        row.small("attempts"),
        row.small("crashes"),
        row.time("asked_at"),
        row.timeOrNull("started_at"),
        row.timeOrNull("finished_at"),
        usage(row),
        row.textOrNull("cause"),
        row.textOrNull("remedy"),
        row.textOrNull("ended_by"));
  }

  private static @Nullable Usage usage(PostgresRow row) {
    var cost = row.value("cost_usd", BigDecimal.class);
    return cost == null
        ? null
        : new Usage(
            row.text("model"),
            row.number("input_tokens"),
            row.number("output_tokens"),
            cost,
            Duration.ofMillis(row.number("duration_ms")));
  }
}
