package flow.slack.gateway.render;

import static java.util.Objects.requireNonNull;

import flow.events.SessionEvent;
import flow.events.SessionId;
import flow.events.TurnId;
import flow.slack.gateway.render.TextChange.Clear;
import flow.slack.gateway.render.TextChange.Put;
import flow.slack.gateway.send.Messages.Place;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class PostgresTurnRows implements TurnRows {

  private static final TypeReference<List<Break>> BREAKS = new TypeReference<>() {};

  private final DatabaseClient database;
  private final JsonMapper json;

  PostgresTurnRows(DatabaseClient database, JsonMapper json) {
    this.database = database;
    this.json = json;
  }

  @Override
  public Mono<Shown> session(SessionId session) {
    return database
        .sql("select team, channel, thread_ts, epoch from gateway.session where id = :id")
        .bind("id", session.value())
        .map((Readable row) ->
            new Shown(session, place(row), requireNonNull(row.get("epoch", Long.class))))
        .one();
  }

  @Override
  public Mono<Shown> show(SessionId session, Place place, @Nullable UUID worklet) {
    var statement =
        database
            .sql(
                """
                insert into gateway.session (id, team, channel, thread_ts, worklet)
                values (:id, :team, :channel, :thread, :worklet) on conflict (id) do nothing
                """)
            .bind("id", session.value())
            .bind("team", place.team())
            .bind("channel", place.channel())
            .bind("thread", requireNonNull(place.threadTs()));
    var bound =
        worklet == null
            ? statement.bindNull("worklet", UUID.class)
            : statement.bind("worklet", worklet);
    return bound.then().then(session(session));
  }

  @Override
  public Mono<Void> epoch(SessionId session, long epoch) {
    return database
        .sql("update gateway.session set epoch = :epoch where id = :id and epoch < :epoch")
        .bind("epoch", epoch)
        .bind("id", session.value())
        .then();
  }

  @Override
  public Mono<Turn> turn(SessionId session, TurnId turn) {
    return locked(turn).switchIfEmpty(insert(session, turn).then(locked(turn)));
  }

  private Mono<Turn> locked(TurnId turn) {
    return database
        .sql("select document from gateway.turn where id = :id for update")
        .bind("id", turn.value())
        .map((Readable row) -> document(row))
        .one();
  }

  private Mono<Void> insert(SessionId session, TurnId turn) {
    return database
        .sql(
            """
            insert into gateway.turn (id, session, asked_by, document)
            values (:id, :session, '', :document) on conflict (id) do nothing
            """)
        .bind("id", turn.value())
        .bind("session", session.value())
        .bind("document", Json.of(json.writeValueAsBytes(Turn.NEW)))
        .then();
  }

  @Override
  public Mono<Void> save(TurnId turn, Fold fold, SessionEvent event) {
    return Flux.fromIterable(fold.texts())
        .concatMap(change -> change(turn, change))
        .then(
            database
                .sql(
                    """
                    update gateway.turn set document = :document, live = :live, said_at = :said,
                      revision = revision + 1 where id = :id
                    """)
                .bind("document", Json.of(json.writeValueAsBytes(fold.turn())))
                .bind("live", !fold.turn().isOver())
                .bind("said", event.at())
                .bind("id", turn.value())
                .then());
  }

  private Mono<Void> change(TurnId turn, TextChange change) {
    var statement =
        switch (change) {
          case Clear _ ->
              database.sql("delete from gateway.fragment where turn = :turn and block = :block");
          case Put put ->
              database
                  .sql(
                      """
                      insert into gateway.fragment (turn, block, at, text)
                      values (:turn, :block, :at, :text) on conflict do nothing
                      """)
                  .bind("at", put.at())
                  .bind("text", storable(put.text()));
        };
    return statement.bind("turn", turn.value()).bind("block", change.block()).then();
  }

  /// PostgreSQL keeps every character but this one.
  private static String storable(String text) {
    return text.replace('\0', '\ufffd');
  }

  @Override
  public Mono<TurnRow> row(TurnId turn) {
    return database
        .sql(
            """
            select t.id, t.ordinal, t.document, t.breaks, t.prompt is not null as repeatable, t.stopping,
              t.followed_by is not null as followed, t.revision, t.said_at, s.team, s.channel, s.thread_ts,
              coalesce(h.starter, t.asked_by) as starter
            from gateway.turn as t join gateway.session as s on s.id = t.session
            left join gateway.thread as h using (team, channel, thread_ts)
            where t.id = :id for update of t
            """)
        .bind("id", turn.value())
        .map((Readable row) -> row(turn, row))
        .one()
        .zipWhen(_ -> texts(turn), PostgresTurnRows::with);
  }

  private Mono<Map<Integer, String>> texts(TurnId turn) {
    return database
        .sql("select block, at, text from gateway.fragment where turn = :turn")
        .bind("turn", turn.value())
        .map((Readable row) -> fragment(row))
        .all()
        .collect(Collectors.groupingBy(Fragment::block))
        .map(blocks -> {
          var texts = new HashMap<Integer, String>();
          blocks.forEach((block, fragments) -> texts.put(block, Fragment.join(fragments)));
          return texts;
        });
  }

  @Override
  public Mono<Void> rendered(TurnId turn, long revision, List<Break> breaks) {
    return database
        .sql(
            """
            update gateway.turn set rendered = :revision, breaks = :breaks, rendered_at = clock_timestamp()
            where id = :id
            """)
        .bind("revision", revision)
        .bind("breaks", Json.of(json.writeValueAsBytes(breaks)))
        .bind("id", turn.value())
        .then();
  }

  @Override
  public Flux<TurnId> overdue(Duration clock) {
    return database
        .sql(
            """
            select id from gateway.turn where revision > rendered
            union
            select id from gateway.turn where live and rendered_at < clock_timestamp() -
              greatest(:clock, 3 * (select count(*) from gateway.turn where live)) * interval '1 second'
            """)
        .bind("clock", clock.toSeconds())
        .mapValue(UUID.class)
        .all()
        .map(TurnId::new);
  }

  @Override
  public Mono<Long> forget(Duration age) {
    return database
        .sql(
            """
            with old as (
              delete from gateway.turn
              where not live and said_at < clock_timestamp() - :age * interval '1 second' returning id)
            delete from gateway.message where owner in (select id from old)
            """)
        .bind("age", age.toSeconds())
        .fetch()
        .rowsUpdated();
  }

  private TurnRow row(TurnId id, Readable row) {
    return new TurnRow(
        id,
        place(row),
        requireNonNull(row.get("starter", String.class)),
        requireNonNull(row.get("ordinal", Long.class)),
        document(row),
        Map.of(),
        json.readValue(requireNonNull(row.get("breaks", Json.class)).asArray(), BREAKS),
        requireNonNull(row.get("repeatable", Boolean.class)),
        requireNonNull(row.get("stopping", Boolean.class)),
        requireNonNull(row.get("followed", Boolean.class)),
        requireNonNull(row.get("revision", Long.class)),
        row.get("said_at", Instant.class));
  }

  private static TurnRow with(TurnRow row, Map<Integer, String> texts) {
    return new TurnRow(
        row.id(),
        row.place(),
        row.starter(),
        row.ordinal(),
        row.turn(),
        texts,
        row.breaks(),
        row.repeatable(),
        row.stopping(),
        row.followed(),
        row.revision(),
        row.said());
  }

  private Turn document(Readable row) {
    return json.readValue(requireNonNull(row.get("document", Json.class)).asArray(), Turn.class);
  }

  private static Fragment fragment(Readable row) {
    return new Fragment(
        requireNonNull(row.get("block", Integer.class)),
        requireNonNull(row.get("at", Integer.class)),
        requireNonNull(row.get("text", String.class)));
  }

  private static Place place(Readable row) {
    return new Place(
        requireNonNull(row.get("team", String.class)),
        requireNonNull(row.get("channel", String.class)),
        row.get("thread_ts", String.class));
  }
}
