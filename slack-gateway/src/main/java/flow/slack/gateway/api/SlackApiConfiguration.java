package flow.slack.gateway.api;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.util.http.SlackHttpClient;
import java.net.URI;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SlackApiConfiguration {

  private static final int CALL_MILLIS = 12_000;
  private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

  @Bean(destroyMethod = "close")
  Slack slack(SlackSettings settings) {
    var config = new SlackConfig();
    config.setMethodsEndpointUrlPrefix(withSlash(settings.apiUrl()));
    config.setHttpClientCallTimeoutMillis(CALL_MILLIS);
    config.setHttpClientReadTimeoutMillis(CALL_MILLIS);
    config.setStatsEnabled(false);
    if (HERE.contains(settings.apiUrl().getHost())) {
      config.setProxyUrl(null); // a simulator on this machine is reached directly
    }
    // A call that was sent and not answered may have been carried out: it is never sent again
    // unseen.
    var http =
        SlackHttpClient.buildOkHttpClient(config)
            .newBuilder()
            .retryOnConnectionFailure(false)
            .build();
    var client = new SlackHttpClient(http);
    client.setConfig(config);
    return Slack.getInstance(config, client);
  }

  private static String withSlash(URI url) {
    return url.toString().endsWith("/") ? url.toString() : url + "/";
  }
}
