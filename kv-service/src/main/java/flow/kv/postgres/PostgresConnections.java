package flow.kv.postgres;

import flow.platform.database.DatabaseSettings;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.client.SSLMode;
import io.r2dbc.spi.ValidationDepth;
import java.time.Duration;
import reactor.netty.resources.LoopResources;

/// Makes the pools.
///
/// No statement is given a name, so any connection, also one behind a transaction pooler, runs any
/// statement; the plans are kept by the functions the statements call. The connections have event
/// loops of their own: opened from an event loop of the HTTP server they would all share that one.
final class PostgresConnections {

  private static final LoopResources LOOPS = LoopResources.create("kv-postgres", 1, 2, true, false);

  private PostgresConnections() {}

  static ConnectionPool pool(DatabaseSettings settings, String name, int size) {
    return new ConnectionPool(
        ConnectionPoolConfiguration.builder(connections(settings))
            .name(name)
            .initialSize(0)
            .maxSize(size)
            .maxAcquireTime(settings.acquireTimeout())
            .maxCreateConnectionTime(Duration.ofSeconds(3))
            .maxIdleTime(Duration.ofMinutes(10))
            .validationDepth(ValidationDepth.LOCAL)
            .build());
  }

  private static PostgresqlConnectionFactory connections(DatabaseSettings settings) {
    return new PostgresqlConnectionFactory(
        PostgresqlConnectionConfiguration.builder()
            .host(settings.host())
            .port(settings.port())
            .database(settings.name())
            .username(settings.user())
            .password(settings.password())
            .sslMode(SSLMode.fromValue(settings.sslMode()))
            .connectTimeout(Duration.ofSeconds(2))
            .tcpKeepAlive(true)
            .preparedStatementCacheQueries(0)
            .applicationName(settings.role())
            .loopResources(LOOPS)
            .build());
  }
}
