package flow.events.lease;

import flow.platform.database.DatabaseSettings;
import flow.platform.settings.FlowSettings;
import java.util.UUID;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;

/// Leases of a service that has a schema.
@AutoConfiguration(
    afterName = {
      "flow.platform.database.PostgresConfiguration",
      "org.springframework.boot.data.r2dbc.autoconfigure.DataR2dbcAutoConfiguration"
    })
@ConditionalOnProperty("flow.database.schema")
@EnableConfigurationProperties(FlowSettings.class)
class LeaseConfiguration {

  /// A named instance that is started again holds its leases still; an unnamed one waits for them.
  @Bean
  PostgresLeases leases(DatabaseClient database, DatabaseSettings settings, FlowSettings flow) {
    var owner = flow.instance().isEmpty() ? UUID.randomUUID().toString() : flow.instance();
    return new PostgresLeases(database, settings.schema(), owner);
  }
}
