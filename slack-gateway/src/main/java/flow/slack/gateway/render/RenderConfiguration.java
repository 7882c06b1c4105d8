package flow.slack.gateway.render;

import flow.events.Topic;
import flow.events.kafka.Subscription;
import flow.events.kafka.Subscriptions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RenderConfiguration {

  @Bean
  Subscription sessionEvents(Subscriptions subscriptions, SessionView view) {
    return subscriptions.to(Topic.SESSION_EVENTS, view::on);
  }
}
