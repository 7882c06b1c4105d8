package flow.slack.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import flow.slack.simulator.SlackSimulator;
import flow.testing.LocalKafka;
import flow.testing.LocalPostgres;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

class SwitchedOffTest {

  @Test
  void runsWithoutSlack() {
    try (var slack = SlackSimulator.start();
        var service =
            SpringApplication.run(
                SlackGatewayApplication.class,
                "--DSN=" + LocalPostgres.fresh(),
                "--server.port=0",
                "--management.server.port=",
                "--SLACK_BOT_ENABLED=false",
                "--flow.kafka.brokers=" + LocalKafka.brokers(),
                "--flow.kafka.group=off-" + UUID.randomUUID(),
                "--flow.slack.api-url=" + slack.apiUrl(),
                "--flow.slack.app-token=" + slack.appToken(),
                "--flow.slack.bot-token=" + slack.botToken())) {

      var health = service.getBean("slackHealthIndicator", HealthIndicator.class).health();

      assertThat(health).isNotNull();
      assertThat(health.getStatus()).isEqualTo(Status.UP);
      assertThat(slack.calls()).isEmpty();
      assertThat(slack.connections()).isEmpty();
    }
  }
}
