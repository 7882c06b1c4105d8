package flow.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.UUID;

/// A real PostgreSQL on this machine, gone when the tests are.
public final class LocalPostgres {

  private static final EmbeddedPostgres SERVER = start();

  private LocalPostgres() {}

  public static int port() {
    return SERVER.getPort();
  }

  /// The DSN of a new, empty database.
  public static String fresh() {
    var name = "flow_" + UUID.randomUUID().toString().replace("-", "");
    try (var connection = SERVER.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return "postgres://postgres@localhost:%d/%s".formatted(port(), name);
  }

  private static EmbeddedPostgres start() {
    try {
      return EmbeddedPostgres.builder()
          .setServerConfig("synchronous_commit", "on")
          .setServerConfig("max_connections", "300")
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
