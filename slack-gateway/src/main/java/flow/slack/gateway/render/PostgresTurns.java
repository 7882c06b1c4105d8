package flow.slack.gateway.render;

import static java.util.Objects.requireNonNull;

import flow.events.CommandId;
import flow.events.SessionId;
import flow.events.TurnId;
import flow.platform.database.Transactions;
import flow.slack.gateway.send.Messages.Place;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

@Repository
class PostgresTurns implements Turns {

  private static final String KNOWN =
      """
      select t.id, t.session, s.team, s.channel, s.thread_ts, t.prompt, not t.live as over,
        coalesce(h.starter, t.asked_by) as starter
      from gateway.turn as t join gateway.session as s on s.id = t.session
      left join gateway.thread as h using (team, channel, thread_ts)
      """;

  private final DatabaseClient database;
  private final Transactions transactions;
  private final TurnRows rows;
  private final Renderer renderer;
  private final JsonMapper json;

  PostgresTurns(
      DatabaseClient database,
      Transactions transactions,
      TurnRows rows,
      Renderer renderer,
      JsonMapper json) {
    this.database = database;
    this.transactions = transactions;
    this.rows = rows;
    this.renderer = renderer;
    this.json = json;
  }

  @Override
  public Mono<Void> submit(Submitted submitted) {
    return rows.show(submitted.session(), submitted.place(), null)
        .then(
            database
                .sql(
                    """
                    insert into gateway.turn (id, session, prompt, asked_by, document)
                    values (:id, :session, :prompt, :user, :document) on conflict (id) do nothing
                    """)
                .bind("id", submitted.turn().value())
                .bind("session", submitted.session().value())
                .bind("prompt", submitted.prompt())
                .bind("user", submitted.user())
                .bind("document", Json.of(json.writeValueAsBytes(submitted(submitted.ahead()))))
                .then())
        .then(wake(submitted.turn()));
  }

  private static Turn submitted(int ahead) {
    var phase = ahead == 0 ? Turn.Phase.SENT : Turn.Phase.QUEUED;
    return Turn.NEW.with(
        new Turn.Standing(phase, Stamp.NEVER, ahead, null, null, null, null, null, null));
  }

  @Override
  public Mono<Integer> open(SessionId session) {
    return database
        .sql("select count(*)::int from gateway.turn where session = :session and live")
        .bind("session", session.value())
        .mapValue(Integer.class)
        .one();
  }

  @Override
  public Mono<Known> find(TurnId turn) {
    return database
        .sql(KNOWN + " where t.id = :id")
        .bind("id", turn.value())
        .map(PostgresTurns::known)
        .one();
  }

  @Override
  public Mono<Known> current(Place place) {
    return database
        .sql(
            KNOWN
                + """
                 where s.team = :team and s.channel = :channel and s.thread_ts = :thread and t.live
                order by t.ordinal limit 1
                """)
        .bind("team", place.team())
        .bind("channel", place.channel())
        .bind("thread", requireNonNull(place.threadTs()))
        .map(PostgresTurns::known)
        .one();
  }

  @Override
  public Mono<Void> stopping(TurnId turn) {
    return database
        .sql(
            """
            update gateway.turn set stopping = true, revision = revision + 1
            where id = :id and live and not stopping
            """)
        .bind("id", turn.value())
        .then()
        .then(wake(turn));
  }

  @Override
  public Mono<Boolean> follow(TurnId turn, CommandId by) {
    return database
        .sql(
            """
            update gateway.turn set followed_by = :by, revision = revision + 1
            where id = :id and followed_by is null
            """)
        .bind("by", by.value())
        .bind("id", turn.value())
        .fetch()
        .rowsUpdated()
        .flatMap(updated -> wake(turn).thenReturn(updated > 0));
  }

  private Mono<Void> wake(TurnId turn) {
    return transactions.afterCommit(() -> renderer.wake(turn));
  }

  private static Known known(Readable row) {
    return new Known(
        new TurnId(requireNonNull(row.get("id", UUID.class))),
        new SessionId(requireNonNull(row.get("session", UUID.class))),
        new Place(
            requireNonNull(row.get("team", String.class)),
            requireNonNull(row.get("channel", String.class)),
            row.get("thread_ts", String.class)),
        row.get("prompt", String.class),
        requireNonNull(row.get("starter", String.class)),
        requireNonNull(row.get("over", Boolean.class)));
  }
}
