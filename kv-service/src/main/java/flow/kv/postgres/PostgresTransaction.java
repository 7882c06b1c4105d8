package flow.kv.postgres;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Row;
import java.util.function.Function;
import reactor.core.publisher.Flux;

/// What can be done inside a transaction.
public final class PostgresTransaction {

  private final Connection connection;

  PostgresTransaction(Connection connection) {
    this.connection = connection;
  }

  public <T> Flux<T> rows(PostgresStatement statement, Function<Row, T> reading) {
    return statement.on(connection, reading);
  }
}
