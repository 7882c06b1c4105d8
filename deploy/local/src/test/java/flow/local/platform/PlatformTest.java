package flow.local.platform;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import flow.local.kafka.LocalKafkaServer;
import flow.local.postgres.LocalPostgresServer;
import flow.local.process.Secrets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlatformTest {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir Path data;

  private LocalPostgresServer postgres;
  private LocalKafkaServer kafka;
  private Platform platform;

  @BeforeEach
  void start() throws Exception {
    postgres = new LocalPostgresServer(data.resolve("programs"), data, freePort());
    kafka = new LocalKafkaServer(data, freePort());
    platform = startedPlatform();
  }

  @AfterEach
  void stop() throws Exception {
    platform.stop();
  }

  @Test
  void keepsItsDataFromOneRunToTheNext() throws Exception {
    write("create table kept (word text)");
    write("insert into kept values ('yes')");
    createTopic("kept");

    platform.stop();
    platform = startedPlatform();

    assertThat(words()).isEqualTo("yes");
    assertThat(topics()).contains("kept");
  }

  @Test
  void bringsBackADatabaseThatWasKilled() throws Exception {
    write("create table kept (word text)");
    write("insert into kept values ('yes')");

    kill("postgres");

    await().atMost(LIMIT).ignoreExceptions().until(() -> words().equals("yes"));
    assertThat(status("postgres")).endsWith("ready\t1");
  }

  @Test
  void bringsBackABrokerThatWasKilled() throws Exception {
    createTopic("kept");

    kill("kafka");

    await().atMost(LIMIT).until(() -> status("kafka").endsWith("ready\t1"));
    assertThat(topics()).contains("kept");
  }

  @Test
  void leavesNothingRunningWhenItStops() throws Exception {
    var running = List.of(pid("postgres"), pid("kafka"));
    var workers = running.stream().flatMap(PlatformTest::withDescendants).toList();

    platform.stop();

    assertThat(workers).hasSizeGreaterThan(2).noneMatch(ProcessHandle::isAlive);
  }

  @Test
  void startsOverALockWhoseProcessIdBelongsToAnotherProgramNow() throws Exception {
    var lock = data.resolve("postgres").resolve("postmaster.pid");
    var left = Files.readString(lock);
    platform.stop();
    Files.writeString(
        lock, left.replaceFirst("\\d+", Long.toString(ProcessHandle.current().pid())));

    platform = startedPlatform();

    assertThat(status("postgres")).endsWith("ready\t0");
  }

  private Platform startedPlatform() throws Exception {
    var started =
        new Platform(
            List.of(postgres.spec(), kafka.spec()),
            List.of(),
            data,
            new Secrets(List.of()),
            line -> {});
    started.start(LIMIT);
    return started;
  }

  private void kill(String name) throws IOException {
    ProcessHandle.of(pid(name)).orElseThrow().destroyForcibly();
  }

  private long pid(String name) throws IOException {
    return Long.parseLong(status(name).split("\t")[1]);
  }

  private String status(String name) throws IOException {
    return Files.readAllLines(data.resolve("run").resolve("processes")).stream()
        .filter(line -> line.startsWith(name))
        .findFirst()
        .orElseThrow();
  }

  private static Stream<ProcessHandle> withDescendants(long pid) {
    var process = ProcessHandle.of(pid).orElseThrow();
    return Stream.concat(Stream.of(process), process.descendants());
  }

  private void write(String statement) throws SQLException {
    try (var connection = connect();
        var sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }

  private String words() throws SQLException {
    try (var connection = connect();
        var sql = connection.createStatement();
        var rows = sql.executeQuery("select word from kept")) {
      rows.next();
      return rows.getString(1);
    }
  }

  private Connection connect() throws SQLException {
    var port = postgres.spec().port();
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/postgres?connectTimeout=5".formatted(port),
        "postgres",
        postgres.password());
  }

  private void createTopic(String name) throws ExecutionException, InterruptedException {
    try (var admin = admin()) {
      admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
    }
  }

  private Iterable<String> topics() throws ExecutionException, InterruptedException {
    try (var admin = admin()) {
      return admin.listTopics().names().get();
    }
  }

  private Admin admin() {
    return Admin.create(
        Map.ofEntries(
            entry("bootstrap.servers", kafka.brokers()), entry("default.api.timeout.ms", 60_000)));
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
