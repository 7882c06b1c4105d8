package flow.worklet.lifecycle;

import static flow.worklet.lifecycle.PostgresColumns.id;
import static flow.worklet.lifecycle.PostgresColumns.idOrNull;
import static flow.worklet.lifecycle.PostgresColumns.json;
import static flow.worklet.lifecycle.PostgresColumns.jsonOrNull;
import static flow.worklet.lifecycle.PostgresColumns.number;
import static flow.worklet.lifecycle.PostgresColumns.orNull;
import static flow.worklet.lifecycle.PostgresColumns.text;
import static flow.worklet.lifecycle.PostgresColumns.textOrNull;
import static flow.worklet.lifecycle.PostgresColumns.time;
import static flow.worklet.lifecycle.PostgresColumns.timeOrNull;

import flow.events.CommandId;
import flow.events.DeploymentId;
import flow.events.WorkletId;
import flow.worklet.build.Plan;
import flow.worklet.lifecycle.Deployment.Kind;
import flow.worklet.lifecycle.Deployment.Status;
import flow.worklet.lifecycle.Deployment.Step;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class PostgresDeployments implements Deployments {

  private static final String OPEN =
      "(status in ('QUEUED', 'RUNNING') or (status = 'LIVE' and step <> 'DONE'))";

  private final DatabaseClient database;

  PostgresDeployments(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<Deployment> queue(Deployment deployment) {
    return change(deployment.worklet(), Status.QUEUED, Status.SUPERSEDED).then(insert(deployment));
  }

  private Mono<Deployment> insert(Deployment deployment) {
    return database
        .sql(
            """
            insert into worklet.deployment (id, worklet, version, kind, status, step, image_version, commit, stack, plan, prompt, requested_by, created_at)
            select :id, :worklet, coalesce(max(version), 0) + 1, :kind, 'QUEUED', :step, :image, :commit, :stack, :plan, :prompt, :by, :created
            from worklet.deployment where worklet = :worklet
            returning *
            """)
        .bind("id", deployment.id().value())
        .bind("worklet", deployment.worklet().value())
        .bind("kind", deployment.kind().name())
        .bind("step", deployment.step().name())
        .bind("image", orNull(deployment.imageVersion(), Integer.class))
        .bind("commit", orNull(deployment.commit(), String.class))
        .bind("stack", orNull(deployment.stack(), String.class))
        .bind("plan", jsonOrNull(deployment.plan()))
        .bind(
            "prompt",
            orNull(deployment.prompt() == null ? null : deployment.prompt().value(), UUID.class))
        .bind("by", deployment.requestedBy())
        .bind("created", deployment.createdAt())
        .map(PostgresDeployments::deployment)
        .one();
  }

  @Override
  public Mono<Deployment> find(DeploymentId id) {
    return database
        .sql("select * from worklet.deployment where id = :id")
        .bind("id", id.value())
        .map(PostgresDeployments::deployment)
        .one();
  }

  @Override
  public Flux<Deployment> of(WorkletId worklet) {
    return database
        .sql("select * from worklet.deployment where worklet = :worklet order by version desc")
        .bind("worklet", worklet.value())
        .map(PostgresDeployments::deployment)
        .all();
  }

  @Override
  public Mono<Deployment> next(WorkletId worklet) {
    return database
        .sql(
            "select * from worklet.deployment where worklet = :worklet and "
                + OPEN
                + " order by version limit 1")
        .bind("worklet", worklet.value())
        .map(PostgresDeployments::deployment)
        .one();
  }

  @Override
  public Mono<Long> waiting() {
    return database
        .sql("select count(*) as number from worklet.deployment where status = 'QUEUED'")
        .mapValue(Long.class)
        .one();
  }

  @Override
  public Mono<Integer> ahead(Deployment deployment) {
    return database
        .sql(
            "select count(*)::integer as number from worklet.deployment where status in ('QUEUED', 'RUNNING') and id <> :id and created_at <= :created")
        .bind("id", deployment.id().value())
        .bind("created", deployment.createdAt())
        .mapValue(Integer.class)
        .one();
  }

  @Override
  public Mono<Deployment> save(Deployment deployment) {
    return database
        .sql(
            """
            update worklet.deployment set status = :status, step = :step, image_version = :image, build_key = :key,
              commit = :commit, stack = :stack, plan = :plan, host = :host, port = :port, cause = :cause, remedy = :remedy,
              evidence = :evidence, attempts = :attempts, started_at = :started, finished_at = :finished
            where id = :id returning *
            """)
        .bind("id", deployment.id().value())
        .bind("status", deployment.status().name())
        .bind("step", deployment.step().name())
        .bind("image", orNull(deployment.imageVersion(), Integer.class))
        .bind("key", orNull(deployment.buildKey(), String.class))
        .bind("commit", orNull(deployment.commit(), String.class))
        .bind("stack", orNull(deployment.stack(), String.class))
        .bind("plan", jsonOrNull(deployment.plan()))
        .bind("host", orNull(deployment.host(), String.class))
        .bind("port", orNull(deployment.port(), Integer.class))
        .bind("cause", orNull(deployment.cause(), String.class))
        .bind("remedy", orNull(deployment.remedy(), String.class))
        .bind("evidence", orNull(deployment.evidence(), String.class))
        .bind("attempts", deployment.attempts())
        .bind("started", orNull(deployment.startedAt(), Instant.class))
        .bind("finished", orNull(deployment.finishedAt(), Instant.class))
        .map(PostgresDeployments::deployment)
        .one();
  }

  @Override
  public Mono<Void> change(WorkletId worklet, Status from, Status to) {
    return database
        .sql(
            """
            update worklet.deployment set status = :to, finished_at = coalesce(finished_at, clock_timestamp())
            where worklet = :worklet and status = :from
            """)
        .bind("worklet", worklet.value())
        .bind("from", from.name())
        .bind("to", to.name())
        .then();
  }

  @Override
  public Mono<Void> retireOthers(Deployment live) {
    return database
        .sql(
            """
            update worklet.deployment set status = 'RETIRED', step = 'DONE', finished_at = coalesce(finished_at, clock_timestamp())
            where worklet = :worklet and status = 'LIVE' and id <> :id
            """)
        .bind("worklet", live.worklet().value())
        .bind("id", live.id().value())
        .then();
  }

  @Override
  public Mono<Void> addLines(Deployment deployment, List<BuildLine> lines) {
    return database
        .sql(
            """
            with added as (
              insert into worklet.build_line (deployment, line, text, at)
              select :deployment, * from unnest(:lines, :texts, :times)
              on conflict do nothing)
            update worklet.deployment set lines = greatest(lines, :last) where id = :deployment
            """)
        .bind("deployment", deployment.id().value())
        .bind("lines", lines.stream().map(BuildLine::line).toArray(Integer[]::new))
        .bind("texts", lines.stream().map(BuildLine::text).toArray(String[]::new))
        .bind("times", lines.stream().map(BuildLine::at).toArray(Instant[]::new))
        .bind("last", lines.getLast().line())
        .then();
  }

  @Override
  public Flux<BuildLine> lines(DeploymentId deployment, int after, int limit) {
    return database
        .sql(
            """
            select line, text, at from worklet.build_line
            where deployment = :deployment and line > :after order by line limit :limit
            """)
        .bind("deployment", deployment.value())
        .bind("after", after)
        .bind("limit", limit)
        .map(row -> new BuildLine(number(row, "line"), text(row, "text"), time(row, "at")))
        .all();
  }

  private static Deployment deployment(Readable row) {
    return new Deployment(
        new DeploymentId(id(row, "id")),
        new WorkletId(id(row, "worklet")),
        number(row, "version"),
        Kind.valueOf(text(row, "kind")),
        Status.valueOf(text(row, "status")),
        Step.valueOf(text(row, "step")),
        row.get("image_version", Integer.class),
        textOrNull(row, "build_key"),
        textOrNull(row, "commit"),
        textOrNull(row, "stack"),
        json(row, "plan", Plan.class),
        textOrNull(row, "host"),
        row.get("port", Integer.class),
        command(idOrNull(row, "prompt")),
        text(row, "requested_by"),
        textOrNull(row, "cause"),
        textOrNull(row, "remedy"),
        textOrNull(row, "evidence"),
        number(row, "attempts"),
        number(row, "lines"),
        time(row, "created_at"),
        timeOrNull(row, "started_at"),
        timeOrNull(row, "finished_at"));
  }

  private static @Nullable CommandId command(@Nullable UUID id) {
    return id == null ? null : new CommandId(id);
  }
}
