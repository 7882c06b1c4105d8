package flow.slack.gateway;

import static org.awaitility.Awaitility.await;

import flow.slack.simulator.SlackSimulator;
import flow.testing.LocalKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/// The whole service on real servers, connected to a simulated Slack.
public final class Gateway implements AutoCloseable {

  private final String group = "gateway-" + UUID.randomUUID();
  private final String dsn;
  private final SlackSimulator slack;
  private final List<String> settings;
  private ConfigurableApplicationContext context;

  public Gateway(SlackSimulator slack, String dsn, String... settings) {
    this.slack = slack;
    this.dsn = dsn;
    this.settings = List.of(settings);
    this.context = start();
  }

  /// Stops it and starts it anew, as the same instance.
  public void restart() {
    context.close();
    context = start();
  }

  public void stop() {
    context.close();
  }

  public void begin() {
    context = start();
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  @Override
  public void close() {
    context.close();
  }

  private ConfigurableApplicationContext start() {
    var arguments = new ArrayList<>(arguments(slack, dsn, group));
    arguments.addAll(settings);
    var started =
        SpringApplication.run(SlackGatewayApplication.class, arguments.toArray(String[]::new));
    await().atMost(Duration.ofMinutes(2)).until(() -> !slack.connections().isEmpty());
    return started;
  }

  static List<String> arguments(SlackSimulator slack, String dsn, String group) {
    return List.of(
        "--DSN=" + dsn,
        "--server.port=0",
        "--management.server.port=",
        "--flow.instance=gateway-test",
        "--flow.kafka.brokers=" + LocalKafka.brokers(),
        "--flow.kafka.group=" + group,
        "--flow.slack.api-url=" + slack.apiUrl(),
        "--flow.slack.app-token=" + slack.appToken(),
        "--flow.slack.bot-token=" + slack.botToken());
  }
}
