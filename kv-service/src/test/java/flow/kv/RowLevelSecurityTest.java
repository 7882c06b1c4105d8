package flow.kv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the service's role sees in a direct session, whatever the service's code does.
class RowLevelSecurityTest {

  static final List<String> TABLES =
      List.of("worklet", "namespace", "worklet_kv_store", "change", "token", "request");

  final RunningService service = RunningService.shared();
  final Store mine = Store.open(service);
  final Store other = Store.open(service);
  final Database database = Database.of(service.dsn());

  @BeforeEach
  void store() {
    mine.set("/ns/key", "\"mine\"");
    other.set("/ns/key", "\"other\"");
    assertThat(other.post("/ns/n:increment", "{}", "Idempotency-Key", "once").status())
        .isEqualTo(200);
  }

  @AfterEach
  void close() throws SQLException {
    database.close();
  }

  @Test
  void showsNothingWithoutTheSetting() throws SQLException {
    for (var table : TABLES) {
      if (!table.equals("change")) {
        assertThat(database.number("select count(*) from kv." + table)).as(table).isPositive();
      }
    }
    database.run("set role flow_kv");

    for (var table : TABLES) {
      assertThat(database.number("select count(*) from kv." + table)).as(table).isZero();
    }
  }

  @Test
  void showsNothingOfAnotherByOtherSettings() throws SQLException {
    database.run("set role flow_kv");

    for (var setting :
        List.of("", "{}", "{00000000-0000-0000-0000-000000000000}", "{" + mine.worklet() + "}")) {
      database.run("set flow.worklets = '" + setting + "'");
      assertThat(
              database.number(
                  "select count(*) from kv.worklet_kv_store where worklet_id = '%s'"
                      .formatted(other.worklet())))
          .as(setting)
          .isZero();
    }
    assertThat(database.list("select value from kv.worklet_kv_store")).containsExactly("\"mine\"");
  }

  @Test
  void letsNobodyWriteForAnother() throws SQLException {
    database.run("set role flow_kv");
    database.run("set flow.worklets = '{" + mine.worklet() + "}'");

    assertThatThrownBy(() ->
            database.run(
                """
                insert into kv.worklet_kv_store (worklet_id, namespace, key, value, size)
                values ('%s', 'ns', 'planted', '1', 1)
                """
                    .formatted(other.worklet())))
        .hasMessageContaining("row-level security");
    assertThatThrownBy(() ->
            database.run(
                "update kv.worklet_kv_store set worklet_id = '%s', key = 'moved'"
                    .formatted(other.worklet())))
        .hasMessageContaining("row-level security");
    database.run("delete from kv.worklet_kv_store where worklet_id = '" + other.worklet() + "'");
    assertThat(other.get("/ns/key").text()).isEqualTo("\"other\"");
  }

  /// Neither the sweeper's setting nor a guessed hash opens an entry that is alive.
  @Test
  void opensNoLiveEntryToUpkeep() throws SQLException {
    database.run("set role flow_kv");
    database.run("set flow.everyone = 'on'");

    assertThat(database.number("select count(*) from kv.worklet_kv_store where expires_at is null"))
        .isZero();
    for (var table : List.of("namespace", "change", "token", "request")) {
      assertThat(database.number("select count(*) from kv." + table)).as(table).isZero();
    }
  }

  @Test
  void isForcedOnEveryTableOfTheStore() throws SQLException {
    for (var table : TABLES) {
      assertThat(
              database.number(
                  """
                  select (relrowsecurity and relforcerowsecurity)::int from pg_class
                  where oid = 'kv.%s'::regclass
                  """
                      .formatted(table)))
          .as(table)
          .isOne();
    }
  }

  @Test
  void bindsARoleThatOwnsNothingAndCannotLogIn() throws SQLException {
    assertThat(
            database.number(
                """
                select (rolsuper or rolbypassrls or rolcanlogin or rolcreaterole or rolcreatedb)::int
                from pg_roles where rolname = 'flow_kv'
                """))
        .isZero();
    assertThat(
            database.number(
                """
                select (select count(*) from pg_class where relowner = 'flow_kv'::regrole)
                     + (select count(*) from pg_proc where proowner = 'flow_kv'::regrole)
                """))
        .isZero();
    assertThat(
            database.number(
                "select count(*) from pg_auth_members where member = 'flow_kv'::regrole"))
        .isZero();
  }

  @Test
  void leavesNoSettingBehindOnAConnection() throws SQLException {
    assertThat(
            database.list(
                "select value::text from kv.read(array['%s'::uuid], array['ns'], array['key'])"
                    .formatted(mine.worklet())))
        .containsExactly("\"mine\"");

    database.run("set role flow_kv");
    assertThat(database.number("select count(*) from kv.worklet_kv_store")).isZero();
  }
}
