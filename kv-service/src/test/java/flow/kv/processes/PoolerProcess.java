package flow.kv.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import flow.testing.LocalPostgres;
import flow.testing.Ports;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/// PgBouncer in transaction mode before the tests' PostgreSQL.
final class PoolerProcess implements AutoCloseable {

  private static final Path PROGRAM = Path.of("/usr/sbin/pgbouncer");

  private final int port = Ports.free();
  private final String database;
  private final Process process;

  /// Skips the test where there is no PgBouncer, unless nothing may be skipped.
  PoolerProcess(Path folder) throws IOException {
    boolean present = Files.isExecutable(PROGRAM);
    if (Boolean.getBoolean("flow.test.complete")) {
      assertThat(present).as("%s", PROGRAM).isTrue();
    }
    assumeTrue(present, "skipped: no PgBouncer at " + PROGRAM);
    database = URI.create(LocalPostgres.fresh()).getPath().substring(1);
    process =
        new ProcessBuilder(command(settings(folder)))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("pgbouncer.log").toFile())
            .start();
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(this::listens);
  }

  String dsn() {
    return "postgres://postgres@localhost:%d/%s?pgbouncer=true".formatted(port, database);
  }

  String direct() {
    return "postgres://postgres@localhost:%d/%s".formatted(LocalPostgres.port(), database);
  }

  private Path settings(Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    var users = Files.writeString(folder.resolve("users.txt"), "\"postgres\" \"\"\n");
    return Files.writeString(
        folder.resolve("pgbouncer.ini"),
        """
        [databases]
        * = host=localhost port=%d user=postgres
        [pgbouncer]
        listen_addr = localhost
        listen_port = %d
        unix_socket_dir =
        auth_type = trust
        auth_file = %s
        pool_mode = transaction
        default_pool_size = 3
        max_client_conn = 100
        server_reset_query =
        ignore_startup_parameters = extra_float_digits
        """
            .formatted(LocalPostgres.port(), port, users));
  }

  /// It refuses to be root.
  private static List<String> command(Path settings) {
    var command = new ArrayList<>(List.of(PROGRAM.toString(), "-q"));
    if (System.getProperty("user.name", "").equals("root")) {
      command.addAll(List.of("-u", "nobody"));
    }
    command.add(settings.toString());
    return command;
  }

  private boolean listens() {
    assertThat(process.isAlive()).as("PgBouncer runs").isTrue();
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress("localhost", port), 1000);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
