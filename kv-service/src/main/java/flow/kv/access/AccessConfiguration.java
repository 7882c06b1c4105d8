package flow.kv.access;

import flow.events.Topic;
import flow.events.kafka.Subscription;
import flow.events.kafka.Subscriptions;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AccessSettings.class)
class AccessConfiguration {

  @Bean
  Subscription workletEvents(Subscriptions subscriptions, WorkletLife life) {
    return subscriptions.to(Topic.WORKLET_EVENTS, life::on);
  }
}
