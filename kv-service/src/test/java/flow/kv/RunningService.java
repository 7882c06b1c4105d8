package flow.kv;

import flow.testing.LocalKafka;
import flow.testing.LocalPostgres;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.http.client.ReactorResourceFactory;

/// The service, started as it starts in production. Tests that need nothing special share one.
public final class RunningService implements AutoCloseable {

  /// The operator's token.
  public static final String OPERATOR = "operator-for-tests";

  private final ConfigurableApplicationContext context;
  private final String dsn;

  private RunningService(String dsn, String... properties) {
    this.dsn = dsn;
    var settings =
        new ArrayList<>(
            List.of(
                "DSN=" + dsn,
                "flow.kafka.brokers=" + LocalKafka.brokers(),
                "flow.kafka.group=kv-" + UUID.randomUUID(),
                "flow.api-token=" + OPERATOR,
                "flow.kv.upkeep.sweep=200ms",
                "server.port=0",
                "management.server.port=0"));
    settings.addAll(List.of(properties));
    var arguments = settings.stream().map(setting -> "--" + setting).toArray(String[]::new);
    this.context =
        new SpringApplicationBuilder(KvServiceApplication.class, OwnResources.class).run(arguments);
  }

  /// The one that tests share; it ends with the JVM.
  public static RunningService shared() {
    return Shared.INSTANCE;
  }

  public static RunningService start(String dsn, String... properties) {
    return new RunningService(dsn, properties);
  }

  public String dsn() {
    return dsn;
  }

  public int port() {
    return Integer.parseInt(
        String.valueOf(context.getEnvironment().getProperty("local.server.port")));
  }

  public int managementPort() {
    return Integer.parseInt(
        String.valueOf(context.getEnvironment().getProperty("local.management.port")));
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  @Override
  public void close() {
    context.close();
  }

  /// Instances in one JVM must not take each other's event loops along when they end.
  @TestConfiguration
  static class OwnResources {

    @Bean
    ReactorResourceFactory reactorResourceFactory() {
      var resources = new ReactorResourceFactory();
      resources.setUseGlobalResources(false);
      return resources;
    }
  }

  private static final class Shared {

    private static final RunningService INSTANCE = start(LocalPostgres.fresh());
  }
}
