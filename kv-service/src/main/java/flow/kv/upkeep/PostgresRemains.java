package flow.kv.upkeep;

import flow.kv.postgres.Postgres;
import flow.kv.postgres.PostgresStatement;
import io.r2dbc.spi.Row;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
class PostgresRemains implements Remains {

  private static final Duration LONG = Duration.ofMinutes(5);

  private final Postgres postgres;

  PostgresRemains(Postgres postgres) {
    this.postgres = postgres;
  }

  @Override
  public Mono<Long> sweep(int most) {
    return one(new PostgresStatement("select kv.sweep($1)").with(most));
  }

  @Override
  public Mono<Boolean> purgeOne() {
    return postgres
        .call(
            new PostgresStatement("select kv.due($1)").with(1),
            row -> Objects.requireNonNull(row.get(0, UUID.class)))
        .flatMapMany(Flux::fromIterable)
        .concatMap(worklet ->
            postgres.transaction(
                LONG,
                transaction ->
                    transaction
                        .rows(new PostgresStatement("select kv.purge($1)").with(worklet), _ -> true)
                        .single()))
        .next();
  }

  @Override
  public Mono<Long> compact(Duration keep, int most) {
    return one(
        new PostgresStatement("select kv.compact($1::interval, $2)")
            .with(keep.toMillis() + " milliseconds")
            .with(most));
  }

  private Mono<Long> one(PostgresStatement statement) {
    return postgres.transaction(
        LONG, transaction -> transaction.rows(statement, PostgresRemains::number).single());
  }

  private static long number(Row row) {
    return Objects.requireNonNull(row.get(0, Long.class));
  }
}
