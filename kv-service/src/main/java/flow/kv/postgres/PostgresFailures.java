package flow.kv.postgres;

import io.r2dbc.postgresql.api.PostgresqlException;
import io.r2dbc.spi.R2dbcException;
import java.util.concurrent.TimeoutException;
import reactor.pool.PoolAcquirePendingLimitException;

/// Sorts failures: the caller's data, or the database.
final class PostgresFailures {

  private PostgresFailures() {}

  static Throwable sorted(Throwable error) {
    return switch (error) {
      case PostgresqlException refused when refusesData(refused) -> {
        var details = refused.getErrorDetails();
        yield new StatementRefused(
            details.getCode(), details.getMessage(), details.getDetail().orElse(""));
      }
      case R2dbcException _, TimeoutException _, PoolAcquirePendingLimitException _ ->
          new StoreUnavailable(words(error), error);
      default -> error;
    };
  }

  /// Class 22 is bad data, 23 a violated constraint, KV the store's own functions.
  private static boolean refusesData(PostgresqlException refused) {
    var state = refused.getErrorDetails().getCode();
    return state.startsWith("22") || state.startsWith("23") || state.startsWith("KV");
  }

  private static String words(Throwable error) {
    return error instanceof PostgresqlException refused
        ? refused.getErrorDetails().getCode() + " " + refused.getErrorDetails().getMessage()
        : String.valueOf(error.getMessage());
  }
}
