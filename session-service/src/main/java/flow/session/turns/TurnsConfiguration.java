package flow.session.turns;

import flow.events.Topic;
import flow.events.kafka.Publisher;
import flow.events.kafka.Subscription;
import flow.events.kafka.Subscriptions;
import flow.events.lease.Leases;
import flow.events.outbox.Outbox;
import flow.platform.database.Transactions;
import flow.platform.settings.FlowSettings;
import flow.session.claude.ClaudeProcesses;
import flow.session.claude.ClaudeSettings;
import flow.session.conversation.Approvals;
import flow.session.conversation.Blocks;
import flow.session.conversation.Commands;
import flow.session.conversation.EventLog;
import flow.session.conversation.Sessions;
import flow.session.conversation.Turns;
import flow.session.model.ModelGateway;
import flow.session.transcript.Transcripts;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SessionSettings.class)
class TurnsConfiguration {

  @Bean
  Office office(
      Sessions sessions,
      Turns turns,
      Blocks blocks,
      Approvals approvals,
      Commands commands,
      EventLog log,
      LiveText live,
      Outbox outbox,
      Publisher publisher,
      Transactions transactions,
      Leases leases,
      ClaudeProcesses processes,
      ModelGateway gateway,
      Transcripts transcripts,
      Folders folders,
      SessionSettings settings,
      ClaudeSettings claude,
      MeterRegistry meters) {
    return new Office(
        sessions,
        turns,
        blocks,
        approvals,
        commands,
        log,
        live,
        outbox,
        publisher,
        transactions,
        leases,
        processes,
        gateway,
        transcripts,
        folders,
        new Slots(settings.maxProcesses()),
        new TurnMeters(meters),
        settings,
        claude);
  }

  @Bean
  Folders folders(FlowSettings flow) {
    return new Folders(flow.dataDir());
  }

  @Bean
  LiveText liveText() {
    return new LiveText();
  }

  @Bean
  Owners owners(Office office, Leases leases, Sessions sessions) {
    return new Owners(office, leases, sessions);
  }

  @Bean
  CommandInbox commandInbox(Commands commands, Transactions transactions, Owners owners) {
    return new CommandInbox(commands, transactions, owners);
  }

  @Bean
  SessionGauges sessionGauges(Sessions sessions, Turns turns, MeterRegistry meters) {
    return new SessionGauges(sessions, turns, meters);
  }

  @Bean
  Subscription sessionCommands(Subscriptions subscriptions, CommandInbox inbox) {
    return subscriptions.to(Topic.SESSION_COMMANDS, inbox::accept);
  }
}
