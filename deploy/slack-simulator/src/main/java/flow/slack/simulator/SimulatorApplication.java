package flow.slack.simulator;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/// Runs the simulator as a process of its own. It brings its own server, so nothing of Spring
/// Boot's is configured by itself, and a test that has this jar on its class path is not touched.
@EnableConfigurationProperties(SimulatorSettings.class)
public class SimulatorApplication {

  private static final Logger LOG = LoggerFactory.getLogger(SimulatorApplication.class);

  public static void main(String[] arguments) {
    var application = new SpringApplication(SimulatorApplication.class);
    application.setWebApplicationType(WebApplicationType.NONE);
    application.setKeepAlive(true);
    application.run(arguments);
  }

  @Bean
  SlackSimulator simulator(SimulatorSettings settings, Environment environment) {
    var port = environment.getProperty("server.port", Integer.class, settings.port());
    var simulator = SlackSimulator.start(settings.withPort(port));
    LOG.info("Slack simulator: {}", simulator.url());
    return simulator;
  }
}
