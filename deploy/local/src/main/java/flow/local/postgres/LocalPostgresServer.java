package flow.local.postgres;

import static java.util.concurrent.TimeUnit.SECONDS;

import flow.local.process.ChildSpec;
import flow.local.process.ChildSpec.Ending;
import flow.local.process.ChildSpec.Layer;
import flow.local.process.ChildSpec.Program;
import flow.local.process.Readiness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A durable PostgreSQL server on the loopback address, with its data under one folder.
public final class LocalPostgresServer {

  private static final String USER = "postgres";
  private static final long INITDB_LIMIT_SECONDS = 120;
  private static final Map<String, String> ENVIRONMENT =
      Map.of("PATH", "/usr/bin:/bin", "LC_ALL", "C", "TZ", "UTC");

  private final PostgresBinaries binaries;
  private final DataFolder data;
  private final Password password;
  private final Path folder;
  private final int port;

  /// Describes a server; its folder and its password are made when they are new.
  ///
  /// @param binaries where the server's programs are, or go
  /// @param folder where its data and its password live
  /// @param port where it listens
  public LocalPostgresServer(Path binaries, Path folder, int port) throws IOException {
    this.binaries = new PostgresBinaries(binaries);
    this.data = new DataFolder(folder.resolve("postgres"));
    this.password = Password.keptIn(folder.resolve("postgres-password"));
    this.folder = folder;
    this.port = port;
  }

  /// The address of the database, with the password.
  public String dsn() {
    return "postgres://%s:%s@127.0.0.1:%d/postgres?sslmode=disable"
        .formatted(USER, password.value(), port);
  }

  public String password() {
    return password.value();
  }

  public ChildSpec spec() {
    return new ChildSpec(
        "postgres",
        port,
        Layer.DATABASE,
        new Program(command(), wrapper(), ENVIRONMENT, folder),
        new Readiness.Line("database system is ready to accept connections"),
        new Ending("INT", Duration.ofSeconds(20)),
        this::prepare);
  }

  private void prepare() throws IOException, InterruptedException {
    binaries.unpack();
    data.clearAfterCrash();
    if (!data.isInitialised()) {
      initialise();
    }
  }

  private void initialise() throws IOException, InterruptedException {
    data.removeRemains();
    var command = new ArrayList<>(wrapper());
    command.addAll(
        List.of(
            binaries.program("initdb").toString(),
            "--pgdata=" + data.path(),
            "--username=" + USER,
            "--pwfile=" + password.file(),
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C"));
    var output = Files.createTempFile("initdb", ".log");
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(output.toFile()).environment().putAll(ENVIRONMENT);
    var initdb = builder.start();
    if (!initdb.waitFor(INITDB_LIMIT_SECONDS, SECONDS) || initdb.exitValue() != 0) {
      initdb.destroyForcibly();
      throw new IOException("initdb failed:\n" + Files.readString(output));
    }
    Files.delete(output);
    data.markInitialised();
  }

  private List<String> command() {
    return List.of(
        binaries.program("postgres").toString(),
        "-D",
        data.path().toString(),
        "-p",
        Integer.toString(port),
        "-c",
        "listen_addresses=127.0.0.1",
        "-c",
        "unix_socket_directories=",
        "-c",
        "fsync=on",
        "-c",
        "synchronous_commit=on",
        "-c",
        "max_connections=100",
        "-c",
        "shared_buffers=32MB",
        "-c",
        "io_method=sync");
  }

  /// PostgreSQL refuses to be run by root: in a user namespace of its own it sees another user.
  private static List<String> wrapper() {
    return "root".equals(System.getProperty("user.name"))
        ? List.of("/usr/bin/unshare", "--user")
        : List.of();
  }
}
