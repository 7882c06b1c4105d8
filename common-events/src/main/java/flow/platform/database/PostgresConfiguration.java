package flow.platform.database;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.client.SSLMode;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ValidationDepth;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.ReactiveTransactionManager;

/// The pool whose transactions run under the service's own role.
@AutoConfiguration(
    beforeName = {
      "org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration",
      "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration"
    })
@ConditionalOnProperty("flow.database.schema")
@EnableConfigurationProperties(DatabaseSettings.class)
class PostgresConfiguration {

  @Bean(destroyMethod = "dispose")
  @ConditionalOnMissingBean(ConnectionFactory.class)
  ConnectionPool connectionFactory(DatabaseSettings settings) {
    var postgres = new PostgresRoleConnections(connections(settings), settings.role());
    return new ConnectionPool(
        ConnectionPoolConfiguration.builder(postgres)
            .initialSize(1)
            .maxSize(settings.connections())
            .maxAcquireTime(settings.acquireTimeout())
            .maxCreateConnectionTime(Duration.ofSeconds(3))
            .maxIdleTime(Duration.ofMinutes(10))
            .validationDepth(ValidationDepth.LOCAL)
            .build());
  }

  @Bean
  FlywayConfigurationCustomizer flowMigrations(DatabaseSettings settings) {
    return flyway ->
        flyway
            .dataSource(settings.jdbcUrl(), settings.user(), settings.password())
            .connectRetries(60)
            .connectRetriesInterval(1)
            .schemas(settings.schema())
            .defaultSchema(settings.schema())
            .locations("classpath:db/flow", "classpath:db/migration")
            .failOnMissingLocations(false)
            .outOfOrder(true)
            .placeholders(Map.of("schema", settings.schema(), "role", settings.role()));
  }

  @Bean
  Transactions transactions(ReactiveTransactionManager manager) {
    return new Transactions(manager);
  }

  private static PostgresqlConnectionFactory connections(DatabaseSettings settings) {
    var postgres =
        PostgresqlConnectionConfiguration.builder()
            .host(settings.host())
            .port(settings.port())
            .database(settings.name())
            .username(settings.user())
            .password(settings.password())
            .sslMode(SSLMode.fromValue(settings.sslMode()))
            .connectTimeout(Duration.ofSeconds(2))
            .tcpKeepAlive(true)
            .applicationName(settings.role());
    return new PostgresqlConnectionFactory(
        settings.pooled()
            ? postgres.preparedStatementCacheQueries(0).build()
            : postgres.statementTimeout(settings.statementTimeout()).build());
  }
}
