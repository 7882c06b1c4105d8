package flow.events.outbox;

import flow.events.CommandId;
import flow.events.SessionCommand.End;
import flow.events.SessionId;
import flow.events.Topic;
import flow.events.kafka.PlumbingApplication;
import flow.platform.database.Transactions;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

/// A process that dies, as by `kill -9`, right after a commit and before anything is published.
final class OutboxVictim {

  static final int KILLED = 137;

  private OutboxVictim() {}

  public static void main(String[] arguments) {
    var service =
        new SpringApplicationBuilder(PlumbingApplication.class)
            .web(WebApplicationType.NONE)
            .properties(
                "DSN=" + arguments[0],
                "KAFKA_BOOTSTRAP_SERVERS=" + arguments[1],
                "flow.kafka.group=outbox",
                "flow.database.schema=plumbing")
            .run();
    var transactions = service.getBean(Transactions.class);
    var message =
        new End(
            SessionId.of(arguments[2]),
            CommandId.random(),
            "committed before the kill",
            Instant.EPOCH);
    transactions
        .in(
            transactions
                .afterCommit(() -> Runtime.getRuntime().halt(KILLED))
                .then(service.getBean(Outbox.class).add(Topic.SESSION_COMMANDS, message)))
        .block(Duration.ofSeconds(30));
  }
}
