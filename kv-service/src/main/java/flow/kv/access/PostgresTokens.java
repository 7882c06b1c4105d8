package flow.kv.access;

import flow.kv.postgres.Postgres;
import flow.kv.postgres.PostgresStatement;
import io.r2dbc.spi.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
class PostgresTokens implements Tokens {

  private static final Duration LONG = Duration.ofMinutes(5);
  private static final int MOST_STORES = 1000;

  private final Postgres postgres;

  PostgresTokens(Postgres postgres) {
    this.postgres = postgres;
  }

  @Override
  public Mono<Map<String, Grant>> find(List<String> hashes) {
    return postgres
        .call(
            new PostgresStatement("select hash, worklet, access from kv.authorize($1)")
                .with(hashes.toArray(String[]::new)),
            row ->
                Map.entry(
                    of(row, 0, String.class),
                    new Grant(
                        of(row, 1, UUID.class), of(row, 2, String.class).equals("read-write"))))
        .map(rows ->
            rows.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  @Override
  public Mono<Boolean> admit(
      UUID worklet, String hash, boolean writes, @Nullable List<String> origins) {
    return postgres
        .call(
            new PostgresStatement("select kv.admit($1, $2, $3, $4)")
                .with(worklet)
                .with(hash)
                .with(writes ? "read-write" : "read-only")
                .with(origins == null ? null : origins.toArray(String[]::new), String[].class),
            row -> of(row, 0, Boolean.class))
        .map(List::getFirst);
  }

  @Override
  public Mono<Void> revoke(UUID worklet) {
    return postgres
        .call(new PostgresStatement("select kv.revoke($1)").with(worklet), _ -> true)
        .then();
  }

  @Override
  public Mono<Void> retire(UUID worklet, Duration grace) {
    return postgres
        .call(
            new PostgresStatement("select kv.retire($1, $2::interval)")
                .with(worklet)
                .with(grace.toSeconds() + " seconds"),
            _ -> true)
        .then();
  }

  @Override
  public Mono<Void> purge(UUID worklet) {
    return postgres.transaction(
        LONG,
        transaction ->
            transaction
                .rows(new PostgresStatement("select kv.purge($1)").with(worklet), _ -> true)
                .then());
  }

  @Override
  public Mono<List<String>> origins(UUID worklet) {
    return postgres
        .call(
            new PostgresStatement("select coalesce(kv.origins($1), '{}')").with(worklet),
            row -> List.of(of(row, 0, String[].class)))
        .map(List::getFirst);
  }

  @Override
  public Mono<List<StoreUse>> stores() {
    return postgres.call(
        new PostgresStatement(
                "select worklet, keys, bytes, namespaces, updated_at, deleted_at from kv.worklets($1)")
            .with(MOST_STORES),
        row ->
            new StoreUse(
                of(row, 0, UUID.class),
                of(row, 1, Long.class),
                of(row, 2, Long.class),
                of(row, 3, Long.class),
                row.get(4, Instant.class),
                row.get(5, Instant.class)));
  }

  private static <T> T of(Row row, int column, Class<T> type) {
    return Objects.requireNonNull(row.get(column, type));
  }
}
