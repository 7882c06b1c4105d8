package flow.kv.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The service and PostgreSQL as processes of their own, killed and frozen under load.
class FaultsTest {

  static final Duration PATIENCE = Duration.ofSeconds(90);

  @Test
  void losesNothingThatWasAcknowledgedAndRecoversByItself(@TempDir Path folder) throws Exception {
    try (var postgres = new PostgresProcess(folder);
        var service = new ServiceProcess(postgres.dsn(), folder);
        var load = new Load(service.port())) {
      load.start();
      awaitMore(load::acknowledged, 150);

      service.kill();
      service.restart();
      awaitMore(load::acknowledged, 150);

      postgres.kill();
      awaitMore(load::refused, 10);
      postgres.restart();
      awaitMore(load::acknowledged, 150);

      postgres.freeze();
      awaitMore(load::refused, 10);
      assertThat(service.isReady()).as("ready without a database").isFalse();
      postgres.thaw();
      awaitMore(load::acknowledged, 150);
      service.awaitReadiness();

      load.check();
      assertThat(service.isAlive()).isTrue();
      assertThat(countersAreRight(postgres)).isTrue();
    }
  }

  private static void awaitMore(LongSupplier number, long more) {
    long target = number.getAsLong() + more;
    await().atMost(PATIENCE).until(() -> number.getAsLong() >= target);
  }

  /// The numbers that are kept beside the entries, against the entries.
  private static boolean countersAreRight(PostgresProcess postgres) throws SQLException {
    var url = "jdbc:" + postgres.dsn().replace("postgres://postgres@", "postgresql://");
    try (var connection = DriverManager.getConnection(url + "?user=postgres");
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                """
                select w.keys = e.keys and w.bytes = e.bytes and n.keys = e.keys and n.bytes = e.bytes
                from kv.worklet w
                join kv.namespace n on n.worklet_id = w.id
                join lateral (
                  select count(*) as keys, sum(size) as bytes from kv.worklet_kv_store s
                  where s.worklet_id = w.id) e on true
                """)) {
      return rows.next() && rows.getBoolean(1) && !rows.next();
    }
  }
}
