package flow.kv.processes;

import flow.testing.LocalPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/// A PostgreSQL that can be killed, frozen and started again with its data.
final class PostgresProcess implements AutoCloseable {

  private static final Path UNPACKED =
      Path.of(
          System.getProperty(
              "ot.epg.working-dir", System.getProperty("java.io.tmpdir") + "/embedded-pg"));

  private final Path programs = programs();
  private final Path data;
  private final Path log;
  private final int port = LastingPort.find();
  private Process server;

  PostgresProcess(Path folder) {
    this.data = folder.resolve("postgres");
    this.log = folder.resolve("postgres.log");
    run("initdb", "-D", data.toString(), "-U", "postgres", "-A", "trust", "-N");
    this.server = launch();
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(this::answers);
  }

  String dsn() {
    return "postgres://postgres@localhost:%d/postgres".formatted(port);
  }

  /// Ends every process of the server, as a power failure does.
  void kill() {
    everyProcess().forEach(ProcessHandle::destroyForcibly);
    server.onExit().join();
  }

  /// Starts it again; the killed one's memory may linger for a moment.
  void restart() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> {
          if (!server.isAlive()) {
            server = launch();
          }
          return answers();
        });
  }

  void freeze() {
    signal("-STOP");
  }

  void thaw() {
    signal("-CONT");
  }

  @Override
  public void close() {
    thaw();
    kill();
  }

  private Process launch() {
    return start(
        "postgres",
        "-D",
        data.toString(),
        "-p",
        String.valueOf(port),
        "-c",
        "listen_addresses=localhost",
        "-c",
        "unix_socket_directories=",
        "-c",
        "fsync=on",
        "-c",
        "synchronous_commit=on");
  }

  private List<ProcessHandle> everyProcess() {
    var processes = new ArrayList<>(server.descendants().toList());
    processes.add(server.toHandle());
    return processes;
  }

  private void signal(String name) {
    var command = new ArrayList<>(List.of("kill", name));
    everyProcess().forEach(process -> command.add(String.valueOf(process.pid())));
    finish(command);
  }

  private boolean answers() {
    var url = "jdbc:postgresql://localhost:%d/postgres?user=postgres".formatted(port);
    try (var connection = DriverManager.getConnection(url)) {
      return connection.isValid(10);
    } catch (SQLException notYet) {
      return false;
    }
  }

  private void run(String program, String... arguments) {
    try {
      if (!start(program, arguments).waitFor(2, TimeUnit.MINUTES)) {
        throw new IllegalStateException(program + " does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Process start(String program, String... arguments) {
    var command = new ArrayList<String>();
    if (System.getProperty("user.name", "").equals("root")) {
      command.addAll(List.of("unshare", "-U")); // PostgreSQL refuses to be root
    }
    command.add(programs.resolve(program).toString());
    command.addAll(List.of(arguments));
    var log = ProcessBuilder.Redirect.appendTo(this.log.toFile());
    try {
      return new ProcessBuilder(command).redirectOutput(log).redirectError(log).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void finish(List<String> command) {
    try {
      new ProcessBuilder(command)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .onExit()
          .join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Where the shared server's programs were unpacked.
  private static Path programs() {
    if (LocalPostgres.port() == 0) {
      throw new IllegalStateException("no server");
    }
    try (var unpacked = Files.list(UNPACKED)) {
      return unpacked
          .map(folder -> folder.resolve("bin"))
          .filter(folder -> Files.isExecutable(folder.resolve("postgres")))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
