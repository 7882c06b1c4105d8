package flow.kv.postgres;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/// A statement and what stands for its `$1`, `$2`, …
public final class PostgresStatement {

  private final String sql;
  private final List<Object> arguments = new ArrayList<>();
  private int page;

  public PostgresStatement(String sql) {
    this.sql = sql;
  }

  public PostgresStatement with(Object argument) {
    arguments.add(argument);
    return this;
  }

  /// Adds an argument that may be absent.
  ///
  /// @param type what the argument would be if it were there
  public PostgresStatement with(@Nullable Object argument, Class<?> type) {
    arguments.add(argument == null ? Parameters.in(type) : argument);
    return this;
  }

  /// Has rows fetched so many at a time, as the reader wants more.
  public PostgresStatement paged(int rows) {
    page = rows;
    return this;
  }

  <T> Flux<T> on(Connection connection, Function<Row, T> reading) {
    var statement = connection.createStatement(sql);
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i) instanceof Parameter absent) {
        statement.bindNull(i, absent.getType().getJavaType());
      } else {
        statement.bind(i, arguments.get(i));
      }
    }
    if (page > 0) {
      statement.fetchSize(page);
    }
    return Flux.from(statement.execute())
        .concatMap(result -> result.map((row, _) -> reading.apply(row)));
  }
}
