package flow.kv.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import flow.kv.RunningService;
import flow.kv.Store;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A database such as a Supabase project's: its user is no superuser, may make roles and is not
/// bound by row-level security; signed-in users come as `authenticated`.
class SupabaseTest {

  static final UUID ADA = UUID.randomUUID();
  static final UUID GRACE = UUID.randomUUID();

  @Test
  void isServedByTheScriptsAsTheyAre(@TempDir Path folder) throws SQLException {
    try (var postgres = new PostgresProcess(folder);
        var connection =
            DriverManager.getConnection(
                "jdbc:"
                    + postgres.dsn().replace("postgres://postgres@", "postgresql://")
                    + "?user=postgres");
        var sql = connection.createStatement()) {
      sql.execute(
          """
          create role project login createrole createdb bypassrls;
          grant create on database postgres to project;
          create role authenticated nologin;
          create schema auth;
          create function auth.uid() returns uuid language sql stable
            as $$ select nullif(current_setting('request.jwt.claim.sub', true), '')::uuid $$;
          grant usage on schema auth to authenticated, project;
          """);
      try (var service =
          RunningService.start(postgres.dsn().replace("postgres@localhost", "project@localhost"))) {
        var adas = Store.open(service);
        var graces = Store.open(service);
        adas.set("/ns/key", "\"ada's\"");
        graces.set("/ns/key", "\"grace's\"");
        assertThat(adas.post("/ns/n:increment", "{}").status()).isEqualTo(200);
        assertThat(adas.delete("/ns/n").status()).isEqualTo(204);
        own(sql, adas, ADA);
        own(sql, graces, GRACE);

        assertThat(serviceSeesWithoutNaming(sql)).isZero();
        assertThat(seenBy(sql, ADA)).isEqualTo("\"ada's\"");
        assertThat(seenBy(sql, GRACE)).isEqualTo("\"grace's\"");
        assertThat(seenBy(sql, UUID.randomUUID())).isEqualTo("null");
        assertThatThrownBy(() -> sql.execute("delete from kv.worklet_kv_store"))
            .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> sql.executeQuery("select * from kv.token"))
            .hasMessageContaining("permission denied");
        assertThatThrownBy(() ->
                sql.executeQuery(
                    "select * from kv.read(array['%s'::uuid], array['ns'], array['key'])"
                        .formatted(adas.worklet())))
            .hasMessageContaining("permission denied");
      }
    }
  }

  private static void own(Statement sql, Store store, UUID user) throws SQLException {
    sql.execute(
        "update kv.worklet set user_id = '%s' where id = '%s'".formatted(user, store.worklet()));
  }

  private static int serviceSeesWithoutNaming(Statement sql) throws SQLException {
    sql.execute("set role flow_kv");
    try (var rows = sql.executeQuery("select count(*) from kv.worklet_kv_store")) {
      assertThat(rows.next()).isTrue();
      return rows.getInt(1);
    } finally {
      sql.execute("reset role");
    }
  }

  /// All values that a signed-in user sees.
  private static String seenBy(Statement sql, UUID user) throws SQLException {
    sql.execute("reset role");
    sql.execute("set request.jwt.claim.sub = '" + user + "'");
    sql.execute("set role authenticated");
    try (var rows =
        sql.executeQuery("select string_agg(value::text, ', ') from kv.worklet_kv_store")) {
      assertThat(rows.next()).isTrue();
      return String.valueOf(rows.getString(1));
    }
  }
}
