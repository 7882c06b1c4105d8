package flow.worklet.lifecycle;

import static flow.worklet.lifecycle.PostgresColumns.id;
import static flow.worklet.lifecycle.PostgresColumns.orNull;
import static flow.worklet.lifecycle.PostgresColumns.text;
import static flow.worklet.lifecycle.PostgresColumns.textOrNull;
import static flow.worklet.lifecycle.PostgresColumns.time;

import flow.events.CommandId;
import flow.events.WorkletId;
import io.r2dbc.spi.Readable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

@Repository
class PostgresPullRequests implements PullRequests {

  private final DatabaseClient database;

  PostgresPullRequests(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<Void> add(PullRequest request) {
    return database
        .sql(
            """
            insert into worklet.pull_request (id, worklet, state, title, description, branch, created_at)
            values (:id, :worklet, :state, :title, :description, :branch, :created) on conflict (id) do nothing
            """)
        .bind("id", request.id().value())
        .bind("worklet", request.worklet().value())
        .bind("state", request.state().name())
        .bind("title", orNull(request.title(), String.class))
        .bind("description", orNull(request.description(), String.class))
        .bind("branch", request.branch())
        .bind("created", request.createdAt())
        .then();
  }

  @Override
  public Mono<PullRequest> find(CommandId id) {
    return database
        .sql("select * from worklet.pull_request where id = :id")
        .bind("id", id.value())
        .map(PostgresPullRequests::request)
        .one();
  }

  @Override
  public Mono<PullRequest> open(WorkletId worklet) {
    return database
        .sql(
            "select * from worklet.pull_request where worklet = :worklet and state = 'REQUESTED' order by created_at limit 1")
        .bind("worklet", worklet.value())
        .map(PostgresPullRequests::request)
        .one();
  }

  @Override
  public Mono<Void> save(PullRequest request) {
    return database
        .sql(
            "update worklet.pull_request set state = :state, url = :url, problem = :problem where id = :id")
        .bind("id", request.id().value())
        .bind("state", request.state().name())
        .bind("url", orNull(request.url(), String.class))
        .bind("problem", orNull(request.problem(), String.class))
        .then();
  }

  private static PullRequest request(Readable row) {
    return new PullRequest(
        new CommandId(id(row, "id")),
        new WorkletId(id(row, "worklet")),
        PullRequest.State.valueOf(text(row, "state")),
        textOrNull(row, "title"),
        textOrNull(row, "description"),
        text(row, "branch"),
        textOrNull(row, "url"),
        textOrNull(row, "problem"),
        time(row, "created_at"));
  }
}
