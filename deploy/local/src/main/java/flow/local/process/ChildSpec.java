package flow.local.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// One process of the platform and how to treat it.
///
/// @param name the name people see, and the name of its log
/// @param port the port it serves people or other processes on
/// @param layer when it starts and stops, relative to the others
/// @param program what runs
/// @param readiness how it shows that it is ready
/// @param ending how it is stopped
/// @param preparation what has to be done before each start
public record ChildSpec(
    String name,
    int port,
    Layer layer,
    Program program,
    Readiness readiness,
    Ending ending,
    Preparation preparation) {

  /// The order of starting; stopping goes the other way round.
  public enum Layer {
    DATABASE,
    BROKER,
    SIMULATOR,
    SERVICE,
    EDGE
  }

  /// A command line and its surroundings.
  ///
  /// @param command the program and its arguments
  /// @param wrapper a command that replaces itself with the program, or nothing
  /// @param environment all that the process gets to see of the environment
  /// @param directory where it runs
  public record Program(
      List<String> command,
      List<String> wrapper,
      Map<String, String> environment,
      Path directory) {}

  /// How a process is stopped.
  ///
  /// @param signal what asks it to stop, as `kill` names it
  /// @param grace how long it may take before it is killed
  public record Ending(String signal, Duration grace) {

    public static Ending within(Duration grace) {
      return new Ending("TERM", grace);
    }
  }

  /// Work before a start, such as clearing what a killed predecessor left.
  @FunctionalInterface
  public interface Preparation {

    Preparation NONE = () -> {};

    void run() throws IOException, InterruptedException;
  }
}
