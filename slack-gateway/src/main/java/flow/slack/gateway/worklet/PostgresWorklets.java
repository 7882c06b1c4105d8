package flow.slack.gateway.worklet;

import static java.util.Objects.requireNonNull;

import flow.events.WorkletEvent.BuildOutput;
import flow.events.WorkletId;
import flow.slack.gateway.send.Messages.Place;
import flow.slack.gateway.worklet.Status.State;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

@Repository
class PostgresWorklets implements Worklets {

  private static final String KNOWN =
      "select id, team, channel, thread_ts, document from gateway.worklet ";

  private final DatabaseClient database;
  private final JsonMapper json;

  PostgresWorklets(DatabaseClient database, JsonMapper json) {
    this.database = database;
    this.json = json;
  }

  @Override
  public Mono<Known> find(WorkletId id) {
    return database
        .sql(KNOWN + "where id = :id for update")
        .bind("id", id.value())
        .map(this::known)
        .one();
  }

  @Override
  public Flux<Known> all(String team) {
    return database
        .sql(KNOWN + "where not deleted and (team is null or team = :team) order by name, id")
        .bind("team", team)
        .map(this::known)
        .all();
  }

  @Override
  public Flux<Known> named(String team, String name) {
    return database
        .sql(
            KNOWN
                + """
                where not deleted and (team is null or team = :team) and (name = :name or slug = :name)
                order by changed_at desc
                """)
        .bind("team", team)
        .bind("name", name)
        .map(this::known)
        .all();
  }

  @Override
  public Mono<Void> save(Known worklet, @Nullable String slug) {
    var place = worklet.place();
    var statement =
        database
            .sql(
                """
                insert into gateway.worklet as old (id, team, channel, thread_ts, name, slug, document, deleted)
                values (:id, :team, :channel, :thread, :name, :slug, :document, :deleted)
                on conflict (id) do update set name = excluded.name, slug = coalesce(excluded.slug, old.slug),
                  document = excluded.document, deleted = excluded.deleted, changed_at = clock_timestamp()
                """)
            .bind("id", worklet.id().value())
            .bind("name", worklet.status().about().name())
            .bind("document", Json.of(json.writeValueAsBytes(worklet.status())))
            .bind("deleted", worklet.status().state() == State.DELETED);
    return text(
            text(
                text(
                    text(statement, "team", place == null ? null : place.team()),
                    "channel",
                    place == null ? null : place.channel()),
                "thread",
                place == null ? null : place.threadTs()),
            "slug",
            slug)
        .then();
  }

  private static GenericExecuteSpec text(
      GenericExecuteSpec statement, String name, @Nullable String value) {
    return value == null ? statement.bindNull(name, String.class) : statement.bind(name, value);
  }

  @Override
  public Mono<Void> output(BuildOutput line) {
    return database
        .sql(
            """
            insert into gateway.build_line (worklet, deployment, line, text)
            select id, :deployment, :line, :text from gateway.worklet where id = :worklet
            on conflict do nothing
            """)
        .bind("deployment", line.deployment().value())
        .bind("line", line.line())
        .bind("text", line.text().replace('\0', '\ufffd'))
        .bind("worklet", line.worklet().value())
        .then();
  }

  @Override
  public Mono<Void> forgetOutput(WorkletId id) {
    return database
        .sql("delete from gateway.build_line where worklet = :id")
        .bind("id", id.value())
        .then();
  }

  @Override
  public Mono<List<String>> output(WorkletId id, int most) {
    return database
        .sql(
            """
            select text from (
              select line, text from gateway.build_line where worklet = :id order by line desc limit :most) as last
            order by line
            """)
        .bind("id", id.value())
        .bind("most", most)
        .mapValue(String.class)
        .all()
        .collectList();
  }

  private Known known(Readable row) {
    var team = row.get("team", String.class);
    var place =
        team == null
            ? null
            : new Place(
                team,
                requireNonNull(row.get("channel", String.class)),
                row.get("thread_ts", String.class));
    return new Known(
        new WorkletId(requireNonNull(row.get("id", UUID.class))),
        place,
        json.readValue(requireNonNull(row.get("document", Json.class)).asArray(), Status.class));
  }
}
