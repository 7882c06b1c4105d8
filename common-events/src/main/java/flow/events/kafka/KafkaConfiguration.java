package flow.events.kafka;

import flow.platform.database.DatabaseSettings;
import flow.platform.database.Transactions;
import flow.platform.settings.FlowSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;

/// Kafka for a service that names its consumer group.
@AutoConfiguration(
    afterName = {
      "flow.platform.database.PostgresConfiguration",
      "org.springframework.boot.data.r2dbc.autoconfigure.DataR2dbcAutoConfiguration"
    })
@ConditionalOnProperty("flow.kafka.group")
@EnableConfigurationProperties({KafkaSettings.class, FlowSettings.class})
class KafkaConfiguration {

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  @Bean
  Publisher publisher(KafkaSettings settings) {
    return new Publisher(settings);
  }

  @Bean
  Topics topics(KafkaSettings settings) {
    return new Topics(settings);
  }

  @Bean
  Subscriptions subscriptions(
      KafkaSettings settings,
      FlowSettings flow,
      DatabaseSettings place,
      Topics topics,
      Publisher publisher,
      DatabaseClient database,
      Transactions transactions,
      MeterRegistry meters) {
    var positions = new PostgresPositions(database, settings.group(), place.schema());
    return new Subscriptions(
        settings, flow.instance(), topics, publisher, positions, transactions, meters);
  }

  @Bean
  ReactiveHealthIndicator kafkaHealthIndicator(Topics topics) {
    return () ->
        topics
            .reachable()
            .timeout(PATIENCE)
            .thenReturn(Health.up().build())
            .onErrorResume(error -> reactor.core.publisher.Mono.just(Health.down(error).build()));
  }
}
