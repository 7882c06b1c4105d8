package flow.acceptance;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import flow.events.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecretsTest {

  Platform platform;
  List<String> secrets;

  @BeforeAll
  void useThePlatformWithItsLogsWideOpen() throws IOException {
    platform = Platform.start(0, Map.of("SLACK_BOT_DEBUG", "true", "LOGGING_LEVEL_FLOW", "debug"));
    secrets =
        List.of(
            Secret.MODEL.value(),
            Secret.OPERATOR.value(),
            platform.slack.botToken(),
            platform.slack.appToken());
    var thread = Conversation.begin(platform.slack, "sim: run env then report");
    thread.press("Allow once");
    thread.awaitShown("PATH=");
  }

  @AfterAll
  void stop() {
    platform.close();
  }

  @Test
  void areInNoEnvironmentOfAClaudeProcess() {
    var environments =
        platform.processes().stream()
            .filter(process -> process.info().command().orElse("").contains("claude"))
            .map(process -> Platform.read(Path.of("/proc/%d/environ".formatted(process.pid()))))
            .toList();

    assertThat(environments).isNotEmpty();
    assertThat(environments).noneMatch(this::hasSecret);
  }

  @Test
  void areOnNoCommandLine() {
    assertThat(platform.processes().stream().map(SecretsTest::commandLine))
        .noneMatch(this::hasSecret);
  }

  @Test
  void areInNoLog() {
    assertThat(platform.logs()).isNotEmpty();
    platform.logs().forEach((file, text) -> assertThat(hasSecret(text)).as(file).isFalse());
  }

  @Test
  void areInNoFileOfASession() throws IOException {
    try (var files = Files.walk(platform.data.resolve("sessions"))) {
      assertThat(files.filter(Files::isRegularFile).filter(file -> hasSecret(latin(file))))
          .isEmpty();
    }
  }

  @Test
  void areInNoRecordAndNoDeadLetter() {
    var records = records();

    assertThat(records).isNotEmpty();
    assertThat(records).noneMatch(this::hasSecret);
  }

  @Test
  void areNotShownInSlack() {
    assertThat(platform.slack.messages(Conversation.CHANNEL).toString())
        .satisfies(text -> assertThat(hasSecret(text)).isFalse());
  }

  private boolean hasSecret(String text) {
    return secrets.stream().anyMatch(text::contains);
  }

  private List<String> records() {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            "localhost:" + platform.ports.kafka,
            "group.id",
            UUID.randomUUID().toString());
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      var partitions =
          Topic.ALL.stream()
              .flatMap(topic -> Stream.of(topic.name(), topic.deadLetters()))
              .flatMap(name -> consumer.partitionsFor(name).stream())
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      var records = new ArrayList<String>();
      while (partitions.stream()
          .anyMatch(part -> consumer.position(part) < requireNonNull(ends.get(part)))) {
        consumer
            .poll(Duration.ofMillis(500))
            .forEach(record -> records.add(record.key() + record.value() + record.headers()));
      }
      return records;
    }
  }

  private static String commandLine(ProcessHandle process) {
    return Platform.read(Path.of("/proc/%d/cmdline".formatted(process.pid())));
  }

  private static String latin(Path file) {
    try {
      return Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }
}
