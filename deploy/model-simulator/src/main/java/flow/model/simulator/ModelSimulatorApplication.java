package flow.model.simulator;

import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs the simulator as a process of its own, on `SERVER_PORT` (8091).
public final class ModelSimulatorApplication {

  private static final Logger LOG = LoggerFactory.getLogger(ModelSimulatorApplication.class);

  private ModelSimulatorApplication() {}

  public static void main(String[] arguments) {
    var port = Objects.requireNonNullElse(System.getenv("SERVER_PORT"), "8091");
    try (var simulator = ModelSimulator.start(Integer.parseInt(port), null)) {
      LOG.info("The offline model is ready: {}", simulator.url());
      simulator.await();
    }
  }
}
