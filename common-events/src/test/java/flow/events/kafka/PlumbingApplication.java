package flow.events.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/// A service that is nothing but its plumbing.
@SpringBootApplication
public class PlumbingApplication {

  @Bean
  MeterRegistry meters() {
    return new SimpleMeterRegistry();
  }
}
