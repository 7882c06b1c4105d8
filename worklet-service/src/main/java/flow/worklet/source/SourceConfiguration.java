package flow.worklet.source;

import flow.platform.settings.FlowSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SourceConfiguration {

  @Bean
  Sources sources(FlowSettings flow, SourceSettings settings, GithubSettings github) {
    var git = new Git(settings, github.token());
    var folders = new Folders(flow.dataDir());
    var cache = new GitCache(git, new Hosts(settings), folders, settings);
    return new GitSources(git, cache, folders, settings);
  }
}
