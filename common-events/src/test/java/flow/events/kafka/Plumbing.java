package flow.events.kafka;

import flow.testing.LocalKafka;
import flow.testing.LocalPostgres;
import java.util.UUID;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/// Starts the plumbing of a service on real servers.
public final class Plumbing {

  private Plumbing() {}

  /// A service with a database and a group of its own.
  public static ConfigurableApplicationContext start() {
    return start(LocalPostgres.fresh(), "group-" + UUID.randomUUID(), "");
  }

  public static ConfigurableApplicationContext start(String dsn, String group, String instance) {
    return new SpringApplicationBuilder(PlumbingApplication.class)
        .web(WebApplicationType.NONE)
        .properties(
            "DSN=" + dsn,
            "KAFKA_BOOTSTRAP_SERVERS=" + LocalKafka.brokers(),
            "flow.kafka.group=" + group,
            "flow.kafka.first-backoff=10ms",
            "flow.instance=" + instance,
            "flow.database.schema=plumbing",
            "logging.level.org.apache.kafka=warn")
        .run();
  }
}
