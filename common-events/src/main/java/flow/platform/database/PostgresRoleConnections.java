package flow.platform.database;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.Result;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Connections whose every transaction begins with `set local role`.
///
/// The role is set in the transaction and not once for the connection because a pooler may hand the
/// next transaction to another server process.
final class PostgresRoleConnections implements ConnectionFactory {

  private final ConnectionFactory postgres;
  private final String role;

  PostgresRoleConnections(ConnectionFactory postgres, String role) {
    this.postgres = postgres;
    this.role = role;
  }

  @Override
  public Publisher<? extends Connection> create() {
    return Mono.from(postgres.create()).map(this::switching);
  }

  @Override
  public ConnectionFactoryMetadata getMetadata() {
    return postgres.getMetadata();
  }

  private Connection switching(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (_, method, arguments) -> {
              try {
                var result = method.invoke(connection, arguments);
                return method.getName().equals("beginTransaction")
                    ? Mono.from((Publisher<?>) result).then(switchRole(connection))
                    : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private Mono<Void> switchRole(Connection connection) {
    return Flux.from(connection.createStatement("set local role " + role).execute())
        .flatMap(Result::getRowsUpdated, 1)
        .then();
  }
}
