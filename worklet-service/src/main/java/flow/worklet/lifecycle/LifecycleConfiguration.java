package flow.worklet.lifecycle;

import flow.events.Topic;
import flow.events.kafka.Subscription;
import flow.events.kafka.Subscriptions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LifecycleConfiguration {

  @Bean
  Subscription workletCommandSubscription(Subscriptions subscriptions, WorkletCommands commands) {
    return subscriptions.to(Topic.WORKLET_COMMANDS, commands::on);
  }
}
