package flow.session;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// Runs Claude for the platform: one conversation per session, one CLI process each.
@SpringBootApplication
public class SessionServiceApplication {

  public static void main(String[] arguments) {
    SpringApplication.run(SessionServiceApplication.class, arguments);
  }
}
