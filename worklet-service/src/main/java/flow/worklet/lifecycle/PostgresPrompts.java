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
import flow.events.Origin;
import flow.events.TurnId;
import flow.events.WorkletId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class PostgresPrompts implements Prompts {

  private static final String SELECT = "select * from worklet.prompt ";

  private final DatabaseClient database;

  PostgresPrompts(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<Void> add(Prompt prompt) {
    return database
        .sql(
            """
            insert into worklet.prompt (id, worklet, text, thread, requested_by, state, created_at)
            values (:id, :worklet, :text, :thread, :by, :state, :created) on conflict (id) do nothing
            """)
        .bind("id", prompt.id().value())
        .bind("worklet", prompt.worklet().value())
        .bind("text", prompt.text())
        .bind("thread", jsonOrNull(prompt.thread()))
        .bind("by", prompt.requestedBy())
        .bind("state", prompt.state().name())
        .bind("created", prompt.createdAt())
        .then();
  }

  @Override
  public Mono<Prompt> find(CommandId id) {
    return database
        .sql(SELECT + "where id = :id")
        .bind("id", id.value())
        .map(PostgresPrompts::prompt)
        .one();
  }

  @Override
  public Mono<Prompt> ofTurn(TurnId turn) {
    return database
        .sql(SELECT + "where turn = :turn")
        .bind("turn", turn.value())
        .map(PostgresPrompts::prompt)
        .one();
  }

  @Override
  public Flux<Prompt> of(WorkletId worklet) {
    return database
        .sql(SELECT + "where worklet = :worklet order by number")
        .bind("worklet", worklet.value())
        .map(PostgresPrompts::prompt)
        .all();
  }

  @Override
  public Mono<Prompt> open(WorkletId worklet) {
    return database
        .sql(SELECT + "where worklet = :worklet and finished_at is null order by number limit 1")
        .bind("worklet", worklet.value())
        .map(PostgresPrompts::prompt)
        .one();
  }

  @Override
  public Mono<Integer> waiting(WorkletId worklet) {
    return database
        .sql(
            "select count(*)::integer as number from worklet.prompt where worklet = :worklet and finished_at is null")
        .bind("worklet", worklet.value())
        .mapValue(Integer.class)
        .one();
  }

  @Override
  public Mono<Void> save(Prompt prompt) {
    return database
        .sql(
            """
            update worklet.prompt set state = :state, turn = :turn, attempt = :attempt, files = :files,
              added = :added, removed = :removed, deployment = :deployment, problem = :problem, finished_at = :finished
            where id = :id
            """)
        .bind("id", prompt.id().value())
        .bind("state", prompt.state().name())
        .bind("turn", orNull(prompt.turn() == null ? null : prompt.turn().value(), UUID.class))
        .bind("attempt", prompt.attempt())
        .bind("files", prompt.files())
        .bind("added", prompt.added())
        .bind("removed", prompt.removed())
        .bind(
            "deployment",
            orNull(prompt.deployment() == null ? null : prompt.deployment().value(), UUID.class))
        .bind("problem", orNull(prompt.problem(), String.class))
        .bind("finished", orNull(prompt.finishedAt(), Instant.class))
        .then();
  }

  @Override
  public Mono<Void> answer(TurnId turn, String text) {
    return database
        .sql(
            "update worklet.prompt set answer = right(answer || case when answer = '' then '' else E'\\n\\n' end || :text, 65536) where turn = :turn")
        .bind("text", text)
        .bind("turn", turn.value())
        .then();
  }

  private static Prompt prompt(Readable row) {
    var turn = idOrNull(row, "turn");
    var deployment = idOrNull(row, "deployment");
    return new Prompt(
        new CommandId(id(row, "id")),
        new WorkletId(id(row, "worklet")),
        text(row, "text"),
        json(row, "thread", Origin.Slack.class),
        text(row, "requested_by"),
        Prompt.State.valueOf(text(row, "state")),
        turn == null ? null : new TurnId(turn),
        number(row, "attempt"),
        text(row, "answer"),
        number(row, "files"),
        number(row, "added"),
        number(row, "removed"),
        deployment == null ? null : new DeploymentId(deployment),
        textOrNull(row, "problem"),
        time(row, "created_at"),
        timeOrNull(row, "finished_at"));
  }
}
