package flow.local.process;

import flow.local.process.ChildSpec.Program;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Starts processes that die with this one, even when it is killed.
///
/// The kernel sends a child's death signal when the *thread* that started it ends, so every child
/// comes from one thread that never does. Each child leads a session of its own: a Ctrl-C in the
/// terminal reaches this process alone, which then stops the others in order.
public final class Spawner {

  private static final Path SETPRIV = Path.of("/usr/bin/setpriv");
  private static final Path SETSID = Path.of("/usr/bin/setsid");

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("spawner").daemon().factory());

  /// Starts a program whose output, errors included, goes where it is told.
  public Process start(Program program, Redirect output) throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command(program)).redirectErrorStream(true);
    builder.redirectOutput(output);
    builder.directory(program.directory().toFile());
    builder.environment().clear();
    builder.environment().putAll(program.environment());
    try {
      return thread.submit(builder::start).get();
    } catch (ExecutionException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static List<String> command(Program program) {
    var command = new ArrayList<String>();
    if (Files.isExecutable(SETSID)) {
      command.add(SETSID.toString());
    }
    command.addAll(program.wrapper());
    if (Files.isExecutable(SETPRIV)) {
      command.addAll(List.of(SETPRIV.toString(), "--pdeathsig", "KILL", "--"));
    }
    command.addAll(program.command());
    return command;
  }
}
