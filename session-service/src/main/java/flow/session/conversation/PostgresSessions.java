package flow.session.conversation;

import static flow.session.conversation.PostgresRow.bind;
import static flow.session.conversation.PostgresRow.json;

import flow.events.Origin;
import flow.events.SessionId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

final class PostgresSessions implements Sessions {

  private static final String SELECT =
      "select id, place, origin::text as origin, workspace, state, accepts_edits, created_at, active_at from session.session ";

  private final DatabaseClient database;

  PostgresSessions(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<Boolean> open(Session session, long epoch) {
    var statement =
        database
            .sql(
                """
                insert into session.session (id, origin, workspace, state, epoch, created_at, active_at)
                values (:id, :origin, :workspace, :state, :epoch, :at, :at)
                on conflict (id) do nothing
                """)
            .bind("id", session.id().value())
            .bind("origin", json(session.origin(), Origin.class))
            .bind("state", session.state().name())
            .bind("epoch", epoch)
            .bind("at", PostgresRow.time(session.createdAt()));
    return bind(statement, "workspace", session.workspace(), String.class)
        .fetch()
        .rowsUpdated()
        .map(rows -> rows > 0);
  }

  @Override
  public Mono<Session> find(SessionId id) {
    return database
        .sql(SELECT + "where id = :id")
        .bind("id", id.value())
        .map(PostgresSessions::session)
        .one();
  }

  @Override
  public Mono<Void> own(SessionId id, long epoch) {
    return database
        .sql("update session.session set epoch = :epoch where id = :id and epoch < :epoch")
        .bind("id", id.value())
        .bind("epoch", epoch)
        .then();
  }

  @Override
  public Mono<Void> guard(SessionId id, long epoch) {
    return database
        .sql("select epoch from session.session where id = :id for update")
        .bind("id", id.value())
        .mapValue(Long.class)
        .one()
        .flatMap(latest -> latest == epoch ? Mono.empty() : Mono.error(new NotOwner(id, epoch)));
  }

  @Override
  public Mono<Void> enter(SessionId id, Session.State state, Instant at) {
    return database
        .sql("update session.session set state = :state, active_at = :at where id = :id")
        .bind("state", state.name())
        .bind("at", PostgresRow.time(at))
        .bind("id", id.value())
        .then();
  }

  @Override
  public Mono<Void> grant(SessionId id, List<String> flags, boolean acceptsEdits) {
    var rules =
        database
            .sql(
                "insert into session.grant_of_session (session, flag) select :id, unnest(:flags) on conflict do nothing")
            .bind("id", id.value())
            .bind("flags", flags.toArray(String[]::new))
            .then();
    var mode =
        database
            .sql("update session.session set accepts_edits = true where id = :id")
            .bind("id", id.value())
            .then();
    return rules.then(acceptsEdits ? mode : Mono.empty());
  }

  @Override
  public Flux<String> grants(SessionId id) {
    return database
        .sql("select flag from session.grant_of_session where session = :id order by flag")
        .bind("id", id.value())
        .mapValue(String.class)
        .all();
  }

  @Override
  public Flux<SessionId> unattended(int most) {
    return database
        .sql(
            """
            select w.session from (
              select session from session.command where handled_at is null
              union
              select session from session.turn where state in ('QUEUED', 'RUNNING')
            ) w
            where not exists (
              select from session.lease l
              where l.resource = 'session/' || w.session and l.ends_at > clock_timestamp())
            limit :most
            """)
        .bind("most", most)
        .map(row -> new SessionId(new PostgresRow(row).id("session")))
        .all();
  }

  @Override
  public Flux<SessionId> called(Collection<SessionId> among) {
    return among.isEmpty()
        ? Flux.empty()
        : database
            .sql(
                """
                select distinct session from session.command
                where handled_at is null and session = any(:among)
                """)
            .bind("among", among.stream().map(SessionId::value).toArray(UUID[]::new))
            .map(row -> new SessionId(new PostgresRow(row).id("session")))
            .all();
  }

  @Override
  public Flux<Count> counts() {
    return database
        .sql("select state, count(*) as number from session.session group by state")
        .map(PostgresRow::new)
        .all()
        .map(row -> new Count(Session.State.valueOf(row.text("state")), row.number("number")));
  }

  @Override
  public Flux<Placed> page(Session.@Nullable State state, @Nullable Long before, int most) {
    var statement =
        database
            .sql(
                SELECT
                    + """
                    where (:state::text is null or state = :state) and (:before::bigint is null or place < :before)
                    order by place desc limit :most
                    """)
            .bind("most", most);
    statement = bind(statement, "state", state == null ? null : state.name(), String.class);
    return bind(statement, "before", before, Long.class)
        .map(row -> new Placed(new PostgresRow(row).number("place"), session(row)))
        .all();
  }

  private static Session session(Readable readable) {
    var row = new PostgresRow(readable);
    return new Session(
        new SessionId(row.id("id")),
        row.json("origin", Origin.class),
        row.textOrNull("workspace"),
        Session.State.valueOf(row.text("state")),
        row.truth("accepts_edits"),
        row.time("created_at"),
        row.time("active_at"));
  }
}
