package flow.worklet.pullrequest;

import flow.worklet.source.GithubSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.client.WebClient;

@Configuration(proxyBeanMethods = false)
class PullRequestConfiguration {

  @Bean
  Github github(GithubSettings settings) {
    return new Github(WebClient.builder(), settings);
  }
}
