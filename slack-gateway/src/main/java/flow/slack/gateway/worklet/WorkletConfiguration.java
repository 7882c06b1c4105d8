package flow.slack.gateway.worklet;

import flow.events.Topic;
import flow.events.kafka.Subscription;
import flow.events.kafka.Subscriptions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WorkletConfiguration {

  @Bean
  Subscription workletEvents(Subscriptions subscriptions, WorkletView view) {
    return subscriptions.to(Topic.WORKLET_EVENTS, view::on);
  }
}
