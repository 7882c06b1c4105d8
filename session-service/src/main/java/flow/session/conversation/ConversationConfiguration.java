package flow.session.conversation;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

@Configuration(proxyBeanMethods = false)
class ConversationConfiguration {

  @Bean
  Sessions sessions(DatabaseClient database) {
    return new PostgresSessions(database);
  }

  @Bean
  Commands commands(DatabaseClient database) {
    return new PostgresCommands(database);
  }

  @Bean
  Turns turns(DatabaseClient database) {
    return new PostgresTurns(database);
  }

  @Bean
  Blocks blocks(DatabaseClient database) {
    return new PostgresBlocks(database);
  }

  @Bean
  Approvals approvals(DatabaseClient database) {
    return new PostgresApprovals(database);
  }

  @Bean
  EventLog eventLog(DatabaseClient database) {
    return new PostgresEventLog(database);
  }
}
