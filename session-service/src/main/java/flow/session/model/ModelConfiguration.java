package flow.session.model;

import flow.session.claude.ClaudeSettings;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ModelConfiguration {

  @Bean
  ModelGateway modelGateway(ClaudeSettings settings, MeterRegistry meters) {
    return new ModelGateway(settings, meters);
  }
}
