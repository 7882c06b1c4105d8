package flow.events.outbox;

import flow.events.kafka.Publisher;
import flow.platform.database.DatabaseSettings;
import flow.platform.database.Transactions;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;

/// The outbox of a service that has a schema and a consumer group.
@AutoConfiguration(afterName = "flow.events.kafka.KafkaConfiguration")
@ConditionalOnProperty({"flow.kafka.group", "flow.database.schema"})
class OutboxConfiguration {

  @Bean
  OutboxRows outboxRows(DatabaseClient database, DatabaseSettings settings) {
    return new PostgresOutboxRows(database, settings.schema());
  }

  @Bean
  OutboxRelay outboxRelay(OutboxRows rows, Transactions transactions, Publisher publisher) {
    return new OutboxRelay(rows, transactions, publisher);
  }

  @Bean
  Outbox outbox(OutboxRows rows, Transactions transactions, OutboxRelay relay) {
    return new TransactionalOutbox(rows, transactions, relay);
  }
}
