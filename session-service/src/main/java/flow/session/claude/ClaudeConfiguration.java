package flow.session.claude;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ClaudeSettings.class)
class ClaudeConfiguration {

  @Bean
  ClaudeProcesses claudeProcesses(ClaudeSettings settings) {
    Leftovers.kill();
    return new ClaudeProcesses(settings, Fences.find(settings));
  }

  /// Says on the health page how well the processes are fenced in.
  @Bean
  HealthIndicator sandboxHealthIndicator(ClaudeProcesses processes) {
    return () ->
        Health.up()
            .withDetail("sandboxed", processes.isSandboxed())
            .withDetail("sandbox", processes.sandbox())
            .build();
  }
}
