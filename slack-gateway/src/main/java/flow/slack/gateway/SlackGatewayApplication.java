package flow.slack.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@SpringBootApplication
@ConfigurationPropertiesScan
public class SlackGatewayApplication {

  public static void main(String[] args) {
    SpringApplication.run(SlackGatewayApplication.class, args);
  }
}
