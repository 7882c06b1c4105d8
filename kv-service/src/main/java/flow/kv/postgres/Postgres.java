package flow.kv.postgres;

import flow.platform.database.DatabaseSettings;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.IsolationLevel;
import io.r2dbc.spi.Option;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.TransactionDefinition;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Runs statements.
///
/// The store's functions switch to the service's role and name the worklets they act for by
/// themselves, so a single call of one is a whole transaction. Long work has a pool of its own: it
/// never takes a connection from short calls.
@Component
public final class Postgres implements DisposableBean {

  private static final Duration SHORT = Duration.ofSeconds(5);

  private final ConnectionPool calls;
  private final ConnectionPool works;
  private final String role;

  Postgres(DatabaseSettings settings) {
    this.calls = PostgresConnections.pool(settings, "kv-calls", settings.connections());
    this.works =
        PostgresConnections.pool(settings, "kv-works", Math.max(2, settings.connections() / 2));
    this.role = settings.role();
  }

  /// The rows of one statement, which is its own transaction and takes a few seconds at most.
  public <T> Mono<List<T>> call(PostgresStatement statement, Function<Row, T> reading) {
    return Mono.usingWhen(
            calls.create(),
            connection ->
                statement
                    .on(connection, reading)
                    .collectList()
                    .timeout(SHORT)
                    .onErrorResume(error -> leave(connection, error)),
            Connection::close)
        .onErrorMap(PostgresFailures::sorted);
  }

  /// Several statements in one transaction.
  public <T> Mono<T> transaction(Duration limit, Function<PostgresTransaction, Mono<T>> work) {
    return Mono.usingWhen(
            works.create(),
            connection ->
                begin(connection, IsolationLevel.READ_COMMITTED, false)
                    .then(Mono.defer(() -> work.apply(new PostgresTransaction(connection))))
                    .timeout(limit)
                    .onErrorResume(error -> leave(connection, error)),
            Postgres::commit,
            (connection, _) -> rollBack(connection),
            Postgres::rollBack)
        .onErrorMap(PostgresFailures::sorted);
  }

  /// Reads as of one moment, as fast as the reader takes it.
  public <T> Flux<T> snapshot(Duration limit, Function<PostgresTransaction, Flux<T>> reading) {
    return Flux.usingWhen(
            works.create(),
            connection ->
                begin(connection, IsolationLevel.REPEATABLE_READ, true)
                    .thenMany(Flux.defer(() -> reading.apply(new PostgresTransaction(connection)))),
            Postgres::rollBack,
            (connection, _) -> rollBack(connection),
            Postgres::rollBack)
        .takeUntilOther(
            Mono.delay(limit)
                .then(
                    Mono.error(() ->
                        new StoreUnavailable(
                            "took longer than " + limit, new IllegalStateException()))))
        .onErrorMap(PostgresFailures::sorted);
  }

  @Override
  public void destroy() {
    calls.dispose();
    works.dispose();
  }

  private Mono<Void> begin(Connection connection, IsolationLevel isolation, boolean readOnly) {
    return Mono.from(connection.beginTransaction(new PostgresDefinition(isolation, readOnly)))
        .then(
            Flux.from(connection.createStatement("set local role " + role).execute())
                .flatMap(Result::getRowsUpdated, 1)
                .then());
  }

  private static Mono<Void> commit(Connection connection) {
    return Mono.from(connection.commitTransaction())
        .timeout(SHORT)
        .onErrorResume(error -> broken(connection).then(Mono.error(error)))
        .then(Mono.from(connection.close()))
        .onErrorResume(error -> Mono.from(connection.close()).then(Mono.error(error)));
  }

  private static Mono<Void> rollBack(Connection connection) {
    return Mono.from(connection.rollbackTransaction())
        .timeout(SHORT)
        .onErrorResume(_ -> broken(connection))
        .then(Mono.from(connection.close()));
  }

  /// A statement that did not answer in time leaves a connection on which nothing can be run: it is
  /// cut.
  private static <T> Mono<T> leave(Connection connection, Throwable error) {
    return error instanceof TimeoutException
        ? broken(connection).then(Mono.error(error))
        : Mono.error(error);
  }

  private static Mono<Void> broken(Connection connection) {
    if (connection instanceof Wrapped<?> pooled && pooled.unwrap() instanceof Connection raw) {
      return Mono.from(raw.close()).timeout(Duration.ofSeconds(1)).onErrorComplete();
    }
    return Mono.empty();
  }

  private record PostgresDefinition(IsolationLevel isolation, boolean readOnly)
      implements TransactionDefinition {

    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable T getAttribute(Option<T> option) {
      if (option.equals(ISOLATION_LEVEL)) {
        return (T) isolation;
      }
      return option.equals(READ_ONLY) ? (T) Boolean.valueOf(readOnly) : null;
    }
  }
}
