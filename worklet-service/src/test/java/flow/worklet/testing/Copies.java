package flow.worklet.testing;

import flow.events.DeploymentId;
import flow.events.WorkletId;
import flow.testing.LocalPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Multiplies a worklet in the database, since making many would take long.
public final class Copies {

  private static final String WORKLET =
      """
      insert into worklet.worklet (id, name, repository, branch, slug, environment, store_token, session,
        created_by, state, desired, generation, observed, serving, created_at, active_at, expires_at)
      select ?::uuid, name, repository, branch, left(?::text, 30), environment, 'flowkv_' || gen_random_uuid(),
        gen_random_uuid(), created_by, ?::text, ?::text, generation, generation, ?::uuid, created_at, active_at,
        expires_at
      from worklet.worklet where id = ?::uuid
      """;

  private static final String DEPLOYMENT =
      """
      insert into worklet.deployment (id, worklet, version, kind, status, step, image_version, commit, stack,
        plan, host, port, requested_by, created_at, started_at, finished_at)
      select ?::uuid, ?::uuid, version, kind, status, step, image_version, commit, stack, plan, ?::text, port,
        requested_by, created_at, started_at, finished_at
      from worklet.deployment where worklet = ?::uuid
      """;

  private Copies() {}

  /// Notes a copy of a worklet that has one deployment.
  ///
  /// @param host where its container is reached; absent for one that is stopped
  public static void note(String dsn, WorkletId original, WorkletId copy, @Nullable String host) {
    var deployment = DeploymentId.random().toString();
    var state = host == null ? "STOPPED" : "RUNNING";
    try (var connection = connection(dsn)) {
      run(
          connection,
          WORKLET,
          copy.toString(),
          copy.toString(),
          state,
          state,
          deployment,
          original.toString());
      run(
          connection,
          DEPLOYMENT,
          deployment,
          copy.toString(),
          host == null ? "" : host,
          original.toString());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void run(Connection connection, String sql, String... values) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      var _ = statement.executeUpdate();
    }
  }

  /// A connection to the database of a DSN of [LocalPostgres].
  static Connection connection(String dsn) throws SQLException {
    var database = dsn.substring(dsn.lastIndexOf('/'));
    return DriverManager.getConnection(
        "jdbc:postgresql://localhost:%d%s".formatted(LocalPostgres.port(), database),
        "postgres",
        "");
  }
}
