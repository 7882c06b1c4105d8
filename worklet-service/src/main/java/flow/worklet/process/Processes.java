package flow.worklet.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Runs other programs: never longer than asked, gone with whoever waits for them, and gone when
/// this process dies.
public final class Processes {

  /// What a program printed is kept up to this size; the rest is read and dropped.
  private static final int MOST = 4 << 20;

  /// A child that shall die with its parent dies with the *thread* that made it, so this one never
  /// ends.
  private static final ExecutorService SPAWNER =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("flow-spawner").factory());

  private static final List<String> DIE_WITH_PARENT =
      Files.isExecutable(Path.of("/usr/bin/setpriv"))
          ? List.of("/usr/bin/setpriv", "--pdeathsig", "KILL", "--")
          : List.of();

  private Processes() {}

  /// What became of a program.
  ///
  /// @param exit its exit code
  /// @param out what it printed
  /// @param err what it complained about
  public record Result(int exit, byte[] out, String err) {

    public String text() {
      return new String(out, StandardCharsets.UTF_8);
    }
  }

  /// What to run.
  ///
  /// @param command the program and its arguments; no shell reads them
  /// @param environment its whole environment
  /// @param input what it reads
  /// @param timeout after which it is killed
  public record Order(
      List<String> command,
      @Nullable Path folder,
      Map<String, String> environment,
      byte[] input,
      Duration timeout) {}

  /// Runs the program. Cancelling kills it and what it started.
  public static Mono<Result> run(Order order) {
    return Mono.usingWhen(
            Mono.fromFuture(() -> CompletableFuture.supplyAsync(() -> spawn(order), SPAWNER)),
            process -> finish(process, order),
            process -> Mono.fromRunnable(() -> kill(process)))
        .timeout(order.timeout())
        .subscribeOn(Schedulers.boundedElastic());
  }

  private static Process spawn(Order order) {
    var command = new ArrayList<>(DIE_WITH_PARENT);
    command.addAll(order.command());
    var builder = new ProcessBuilder(command);
    if (order.folder() != null) {
      builder.directory(order.folder().toFile());
    }
    builder.environment().clear();
    builder.environment().putAll(order.environment());
    try {
      return builder.start();
    } catch (IOException e) {
      throw new IllegalStateException(
          "%s cannot be started: %s".formatted(order.command().getFirst(), e.getMessage()), e);
    }
  }

  private static Mono<Result> finish(Process process, Order order) {
    var out = read(process.getInputStream());
    var err = read(process.getErrorStream());
    var in =
        Mono.fromCallable(() -> write(process, order.input()))
            .subscribeOn(Schedulers.boundedElastic());
    return Mono.zip(out, err, in, Mono.fromFuture(() -> process.onExit()))
        .map(all ->
            new Result(
                all.getT4().exitValue(),
                all.getT1(),
                new String(all.getT2(), StandardCharsets.UTF_8)));
  }

  private static boolean write(Process process, byte[] input) {
    try (var stdin = process.getOutputStream()) {
      stdin.write(input);
      return true;
    } catch (IOException e) {
      return false; // it did not want to read; its exit code tells why
    }
  }

  private static Mono<byte[]> read(InputStream stream) {
    return Mono.fromCallable(
            () -> {
              var kept = stream.readNBytes(MOST);
              var _ =
                  stream.transferTo(OutputStream.nullOutputStream()); // so that it is not held up
              return kept;
            })
        .subscribeOn(Schedulers.boundedElastic());
  }

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
