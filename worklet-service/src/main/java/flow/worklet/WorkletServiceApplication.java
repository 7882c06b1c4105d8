package flow.worklet;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@ConfigurationPropertiesScan
@SpringBootApplication
public class WorkletServiceApplication {

  public static void main(String[] args) {
    SpringApplication.run(WorkletServiceApplication.class, args);
  }
}
