package flow.worklet.lifecycle;

import static flow.worklet.lifecycle.PostgresColumns.flag;
import static flow.worklet.lifecycle.PostgresColumns.id;
import static flow.worklet.lifecycle.PostgresColumns.idOrNull;
import static flow.worklet.lifecycle.PostgresColumns.json;
import static flow.worklet.lifecycle.PostgresColumns.jsonOrNull;
import static flow.worklet.lifecycle.PostgresColumns.large;
import static flow.worklet.lifecycle.PostgresColumns.number;
import static flow.worklet.lifecycle.PostgresColumns.orNull;
import static flow.worklet.lifecycle.PostgresColumns.text;
import static flow.worklet.lifecycle.PostgresColumns.textOrNull;
import static flow.worklet.lifecycle.PostgresColumns.time;

import flow.events.DeploymentId;
import flow.events.Origin;
import flow.events.SessionId;
import flow.events.WorkletId;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class PostgresWorklets implements Worklets {

  private static final String SELECT = "select * from worklet.worklet ";

  private final DatabaseClient database;

  PostgresWorklets(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<Boolean> insert(Worklet worklet) {
    return database
        .sql(
            """
            insert into worklet.worklet (id, name, repository, branch, slug, thread, environment, store_token,
              session, created_by, state, desired, generation, observed, created_at, active_at, expires_at)
            values (:id, :name, :repository, :branch, :slug, :thread, :environment, :token,
              :session, :by, :state, :desired, :generation, 0, :created, :created, :expires)
            on conflict (id) do nothing
            """)
        .bind("id", worklet.id().value())
        .bind("name", worklet.name())
        .bind("repository", worklet.repository())
        .bind("branch", orNull(worklet.branch(), String.class))
        .bind("slug", worklet.slug())
        .bind("thread", jsonOrNull(worklet.thread()))
        .bind("environment", jsonOrNull(worklet.environment()))
        .bind("token", worklet.storeToken())
        .bind("session", worklet.session().value())
        .bind("by", worklet.createdBy())
        .bind("state", worklet.state().name())
        .bind("desired", worklet.desired().name())
        .bind("generation", worklet.generation())
        .bind("created", worklet.createdAt())
        .bind("expires", worklet.expiresAt())
        .fetch()
        .rowsUpdated()
        .map(rows -> rows == 1);
  }

  @Override
  public Mono<Worklet> find(WorkletId id) {
    return on(SELECT + "where id = :id", id).map(PostgresWorklets::worklet).one();
  }

  @Override
  public Mono<Worklet> findBySlug(String slug) {
    return database
        .sql(SELECT + "where slug = :slug")
        .bind("slug", slug)
        .map(PostgresWorklets::worklet)
        .one();
  }

  @Override
  public Flux<Worklet> all() {
    return database
        .sql(SELECT + "where state <> 'DELETED' order by created_at desc, id")
        .map(PostgresWorklets::worklet)
        .all();
  }

  @Override
  public Flux<Worklet> ofRepository(String repository) {
    return database
        .sql(
            SELECT
                + "where state <> 'DELETED' and desired <> 'DELETED' and repository = :repository")
        .bind("repository", repository)
        .map(PostgresWorklets::worklet)
        .all();
  }

  @Override
  public Mono<Map<State, Long>> counts() {
    return database
        .sql(
            "select state, count(*) as number from worklet.worklet where state <> 'DELETED' group by state")
        .map(row -> Map.entry(State.valueOf(text(row, "state")), large(row, "number")))
        .all()
        .collect(TreeMap::new, (counts, entry) -> counts.put(entry.getKey(), entry.getValue()));
  }

  @Override
  public Flux<WorkletId> due() {
    return database
        .sql(
            """
            select w.id from worklet.worklet w
            left join worklet.deployment d on d.worklet = w.id and d.status = 'QUEUED'
            where w.observed < w.generation and w.retry_at <= clock_timestamp()
            order by d.created_at nulls first, w.id
            """)
        .map(row -> new WorkletId(id(row, "id")))
        .all();
  }

  @Override
  public Mono<Boolean> wish(WorkletId id, Desired desired, boolean wakeable) {
    return on(
            """
            update worklet.worklet set desired = :desired, wakeable = :wakeable, generation = generation + 1,
              retry_at = 'epoch', active_at = clock_timestamp(), revivals = 0
            where id = :id and desired <> 'DELETED'
            """,
            id)
        .bind("desired", desired.name())
        .bind("wakeable", wakeable)
        .fetch()
        .rowsUpdated()
        .map(rows -> rows == 1);
  }

  @Override
  public Mono<Void> delete(WorkletId id, String by) {
    return on(
            """
            update worklet.worklet set desired = 'DELETED', wakeable = false, deleted_by = coalesce(deleted_by, :by),
              generation = generation + 1, retry_at = 'epoch'
            where id = :id and state <> 'DELETED'
            """,
            id)
        .bind("by", by)
        .then();
  }

  @Override
  public Mono<Void> bury(WorkletId id) {
    return on(
            """
            update worklet.worklet set state = 'DELETED', environment = '{}', store_token = '', serving = null,
              cause = null, remedy = null, observed = generation where id = :id
            """,
            id)
        .then();
  }

  @Override
  public Mono<Void> touch(WorkletId id) {
    return on(
            "update worklet.worklet set generation = generation + 1, retry_at = 'epoch' where id = :id and state <> 'DELETED'",
            id)
        .then();
  }

  @Override
  public Mono<Void> observe(WorkletId id, long generation) {
    return on(
            "update worklet.worklet set observed = greatest(observed, :generation), retry_at = 'epoch' where id = :id",
            id)
        .bind("generation", generation)
        .then();
  }

  @Override
  public Mono<Void> postpone(WorkletId id, Duration delay) {
    return on(
            "update worklet.worklet set retry_at = clock_timestamp() + :millis * interval '1 millisecond' where id = :id",
            id)
        .bind("millis", delay.toMillis())
        .then();
  }

  @Override
  public Mono<Void> become(WorkletId id, State state) {
    return on(
            "update worklet.worklet set state = :state, cause = null, remedy = null where id = :id and state <> 'DELETED'",
            id)
        .bind("state", state.name())
        .then();
  }

  @Override
  public Mono<Void> fail(WorkletId id, State state, String cause, @Nullable String remedy) {
    return on(
            "update worklet.worklet set state = :state, cause = :cause, remedy = :remedy where id = :id",
            id)
        .bind("state", state.name())
        .bind("cause", cause)
        .bind("remedy", orNull(remedy, String.class))
        .then();
  }

  @Override
  public Mono<Void> serve(WorkletId id, @Nullable DeploymentId deployment) {
    return on("update worklet.worklet set serving = :deployment, revivals = 0 where id = :id", id)
        .bind("deployment", orNull(deployment == null ? null : deployment.value(), UUID.class))
        .then();
  }

  @Override
  public Mono<Void> revived(WorkletId id, int revivals) {
    return on(
            "update worklet.worklet set revivals = :revivals, revived_at = clock_timestamp() where id = :id",
            id)
        .bind("revivals", revivals)
        .then();
  }

  @Override
  public Mono<Void> used(Collection<WorkletId> ids, Instant at) {
    return database
        .sql("update worklet.worklet set active_at = greatest(active_at, :at) where id = any(:ids)")
        .bind("at", at)
        .bind("ids", ids.stream().map(WorkletId::value).toArray(UUID[]::new))
        .then();
  }

  @Override
  public Flux<WorkletId> idle(State state, Desired desired, Instant since) {
    return database
        .sql(
            """
            update worklet.worklet w set desired = :desired, wakeable = true, generation = generation + 1
            where state = :state and active_at < :since and observed >= generation and desired <> 'DELETED'
              and not exists (select from worklet.prompt p where p.worklet = w.id and p.finished_at is null)
            returning id
            """)
        .bind("desired", desired.name())
        .bind("state", state.name())
        .bind("since", since)
        .map(row -> new WorkletId(id(row, "id")))
        .all();
  }

  @Override
  public Mono<Boolean> wake(WorkletId id) {
    return on(
            """
            update worklet.worklet set active_at = clock_timestamp(), retry_at = 'epoch',
              generation = generation + case when desired = 'RUNNING' then 0 else 1 end, desired = 'RUNNING'
            where id = :id and desired in ('RUNNING', 'PAUSED', 'STOPPED') and wakeable
            """,
            id)
        .fetch()
        .rowsUpdated()
        .map(rows -> rows == 1);
  }

  @Override
  public Mono<Void> extend(WorkletId id, Instant expires) {
    return on("update worklet.worklet set expires_at = :expires, warned = false where id = :id", id)
        .bind("expires", expires)
        .then();
  }

  @Override
  public Flux<Worklet> warn(Instant before) {
    return database
        .sql(
            """
            update worklet.worklet set warned = true
            where not warned and expires_at < :before and desired <> 'DELETED' returning *
            """)
        .bind("before", before)
        .map(PostgresWorklets::worklet)
        .all();
  }

  @Override
  public Flux<Worklet> expired(Instant now) {
    return database
        .sql(SELECT + "where expires_at < :now and warned and desired <> 'DELETED'")
        .bind("now", now)
        .map(PostgresWorklets::worklet)
        .all();
  }

  private GenericExecuteSpec on(String sql, WorkletId id) {
    return database.sql(sql).bind("id", id.value());
  }

  @SuppressWarnings("unchecked") // the column holds an object of texts
  private static Worklet worklet(Readable row) {
    var serving = idOrNull(row, "serving");
    Map<String, String> environment = json(row, "environment", Map.class);
    return new Worklet(
        new WorkletId(id(row, "id")),
        text(row, "name"),
        text(row, "repository"),
        textOrNull(row, "branch"),
        text(row, "slug"),
        json(row, "thread", Origin.Slack.class),
        environment == null ? Map.of() : environment,
        text(row, "store_token"),
        new SessionId(id(row, "session")),
        text(row, "created_by"),
        textOrNull(row, "deleted_by"),
        State.valueOf(text(row, "state")),
        Desired.valueOf(text(row, "desired")),
        flag(row, "wakeable"),
        large(row, "generation"),
        large(row, "observed"),
        serving == null ? null : new DeploymentId(serving),
        textOrNull(row, "cause"),
        textOrNull(row, "remedy"),
        number(row, "revivals"),
        time(row, "revived_at"),
        time(row, "created_at"),
        time(row, "active_at"),
        time(row, "expires_at"));
  }
}
