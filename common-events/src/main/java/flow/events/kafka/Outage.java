package flow.events.kafka;

import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/// Tells a fault of the database or of Kafka, which passes, from a record that nobody can handle.
final class Outage {

  /// Of PostgreSQL: it shuts down, starts up, or ends the connection.
  private static final Set<String> STATES = Set.of("57P01", "57P02", "57P03", "57014", "53300");

  private Outage() {}

  static boolean causes(@Nullable Throwable error) {
    for (var cause = error; cause != null; cause = cause.getCause()) {
      if (passes(cause)) {
        return true;
      }
    }
    return false;
  }

  private static boolean passes(Throwable error) {
    return switch (error) {
      case R2dbcTransientException _,
          R2dbcNonTransientResourceException _,
          DataAccessResourceFailureException _,
          TransientDataAccessException _,
          TransactionException _,
          RetriableException _,
          TimeoutException _,
          IOException _ ->
          true;
      case io.r2dbc.spi.R2dbcException database -> STATES.contains(database.getSqlState());
      default -> false;
    };
  }
}
