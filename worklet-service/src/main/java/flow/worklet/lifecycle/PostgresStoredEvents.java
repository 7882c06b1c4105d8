package flow.worklet.lifecycle;

import static flow.worklet.lifecycle.PostgresColumns.text;

import flow.events.WorkletEvent;
import flow.events.WorkletId;
import java.util.UUID;
import java.util.function.LongFunction;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

@Repository
class PostgresStoredEvents implements StoredEvents {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final DatabaseClient database;

  PostgresStoredEvents(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<WorkletEvent> add(WorkletId worklet, LongFunction<WorkletEvent> event) {
    return database
        .sql("update worklet.worklet set seq = seq + 1 where id = :id returning seq")
        .bind("id", worklet.value())
        .mapValue(Long.class)
        .one()
        .map(event::apply)
        .flatMap(numbered -> insert(numbered).thenReturn(numbered));
  }

  private Mono<Void> insert(WorkletEvent event) {
    return database
        .sql(
            "insert into worklet.event (worklet, seq, type, value, at) values (:worklet, :seq, :type, :value, :at)")
        .bind("worklet", event.worklet().value())
        .bind("seq", event.seq())
        .bind("type", event.getClass().getSimpleName())
        .bind("value", JSON.writerFor(WorkletEvent.class).writeValueAsString(event))
        .bind("at", event.at())
        .then();
  }

  @Override
  public Flux<WorkletEvent> after(WorkletId worklet, long seq, int limit) {
    return database
        .sql(
            "select value from worklet.event where worklet = :worklet and seq > :seq order by seq limit :limit")
        .bind("worklet", worklet.value())
        .bind("seq", seq)
        .bind("limit", limit)
        .map(row -> JSON.readValue(text(row, "value"), WorkletEvent.class))
        .all();
  }

  @Override
  public Mono<Boolean> first(UUID command, WorkletId worklet) {
    return database
        .sql(
            "insert into worklet.command (id, worklet, at) values (:id, :worklet, clock_timestamp()) on conflict do nothing")
        .bind("id", command)
        .bind("worklet", worklet.value())
        .fetch()
        .rowsUpdated()
        .map(rows -> rows == 1);
  }

  @Override
  public Mono<Boolean> firstDelivery(String id) {
    return database
        .sql(
            "insert into worklet.delivery (id, at) values (:id, clock_timestamp()) on conflict do nothing")
        .bind("id", id)
        .fetch()
        .rowsUpdated()
        .map(rows -> rows == 1);
  }
}
