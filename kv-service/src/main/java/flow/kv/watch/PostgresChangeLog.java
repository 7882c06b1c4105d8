package flow.kv.watch;

import flow.kv.postgres.Postgres;
import flow.kv.postgres.PostgresStatement;
import flow.kv.postgres.PostgresTransaction;
import io.r2dbc.spi.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
class PostgresChangeLog implements Changes {

  private static final Duration STATE_LIMIT = Duration.ofSeconds(60);
  private static final int STATE_PAGE = 100;
  private static final int PAGE = 100;
  private static final long PAGE_BYTES = 1024 * 1024;

  private final Postgres postgres;

  PostgresChangeLog(Postgres postgres) {
    this.postgres = postgres;
  }

  @Override
  public Mono<Standing> keep(UUID worklet, Duration hold) {
    return postgres
        .call(
            new PostgresStatement("select revision, log_floor from kv.watch($1, $2::interval)")
                .with(worklet)
                .with(text(hold)),
            row -> new Standing(number(row, 0), number(row, 1)))
        .map(List::getFirst);
  }

  @Override
  public Flux<Sighting> state(Scope scope) {
    return postgres.snapshot(
        STATE_LIMIT,
        transaction ->
            revision(transaction, scope.worklet())
                .flatMapMany(revision ->
                    entries(transaction, scope).concatWithValues(new Sighting.Ready(revision))));
  }

  @Override
  public Mono<Page> after(Scope scope, long revision) {
    return postgres
        .call(
            new PostgresStatement(
                    "select revision, floor, key, value, expires_at from kv.changes($1, $2, $3, $4, $5, $6)")
                .with(scope.worklet())
                .with(scope.namespace())
                .with(scope.prefix())
                .with(revision)
                .with(PAGE)
                .with(PAGE_BYTES),
            PostgresLogged::of)
        .map(rows -> {
          var standing = rows.getLast();
          var changes =
              rows.stream().limit(rows.size() - 1L).map(PostgresLogged::sighting).toList();
          return new Page(changes, standing.revision(), Objects.requireNonNull(standing.floor()));
        });
  }

  @Override
  public Mono<Map<UUID, Long>> heads(Collection<UUID> worklets, Duration hold) {
    return postgres
        .call(
            new PostgresStatement("select worklet, revision from kv.heads($1, $2::interval)")
                .with(worklets.toArray(UUID[]::new))
                .with(text(hold)),
            row -> Map.entry(Objects.requireNonNull(row.get(0, UUID.class)), number(row, 1)))
        .map(rows ->
            rows.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  private static Mono<Long> revision(PostgresTransaction transaction, UUID worklet) {
    return transaction
        .rows(
            new PostgresStatement("select set_config('flow.worklets', array[$1::uuid]::text, true)")
                .with(worklet),
            _ -> true)
        .thenMany(
            transaction.rows(
                new PostgresStatement("select revision from kv.worklet where id = $1")
                    .with(worklet),
                row -> number(row, 0)))
        .single();
  }

  private static Flux<Sighting> entries(PostgresTransaction transaction, Scope scope) {
    return transaction.rows(
        new PostgresStatement(
                """
                select key, version, value, expires_at from kv.worklet_kv_store
                where worklet_id = $1 and namespace = $2 and key >= $3 and key < $3 || '~'
                  and (expires_at is null or expires_at > now())
                order by key
                """)
            .with(scope.worklet())
            .with(scope.namespace())
            .with(scope.prefix())
            .paged(STATE_PAGE),
        row ->
            new Sighting.Put(
                Objects.requireNonNull(row.get(0, String.class)),
                number(row, 1),
                Objects.requireNonNull(row.get(2, byte[].class)),
                row.get(3, Instant.class),
                false));
  }

  private static long number(Row row, int column) {
    return Objects.requireNonNull(row.get(column, Long.class));
  }

  private static String text(Duration duration) {
    return duration.toMillis() + " milliseconds";
  }

  /// A row of `kv.changes`: a change, or, with a floor, where the log stands.
  private record PostgresLogged(
      long revision,
      @Nullable Long floor,
      @Nullable String key,
      byte @Nullable [] value,
      @Nullable Instant expires) {

    static PostgresLogged of(Row row) {
      return new PostgresLogged(
          number(row, 0),
          row.get(1, Long.class),
          row.get(2, String.class),
          row.get(3, byte[].class),
          row.get(4, Instant.class));
    }

    Sighting sighting() {
      if (key == null) {
        return new Sighting.Cleared(revision);
      }
      return value == null
          ? new Sighting.Deleted(key, revision)
          : new Sighting.Put(key, revision, value, expires, true);
    }
  }
}
