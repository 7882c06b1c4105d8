package flow.platform.web;

import flow.platform.settings.FlowSettings;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.server.WebFilter;

/// The edge of every service that serves HTTP.
@AutoConfiguration
@ConditionalOnWebApplication(type = Type.REACTIVE)
@EnableConfigurationProperties(FlowSettings.class)
@Import(ProblemAdvice.class)
class WebConfiguration {

  @Bean
  OperatorToken operatorToken(FlowSettings settings) {
    return new OperatorToken(settings.apiToken());
  }

  @Bean
  WebFilter operatorFilter(OperatorToken token) {
    return new OperatorFilter(token);
  }
}
