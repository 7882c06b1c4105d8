package flow.worklet.prompt;

import flow.events.Topic;
import flow.events.kafka.Subscription;
import flow.events.kafka.Subscriptions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PromptConfiguration {

  @Bean
  Subscription sessionEventSubscription(Subscriptions subscriptions, Turns turns) {
    return subscriptions.to(Topic.SESSION_EVENTS, turns::on);
  }
}
