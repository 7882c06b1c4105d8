package flow.session.claude;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// Starts CLI processes, and knows those that live.
public final class ClaudeProcesses implements AutoCloseable {

  private final ClaudeCommand command;
  private final Fence fence;
  private final Spawner spawner = new Spawner();
  private final Scheduler threads =
      Schedulers.fromExecutorService(
          Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("claude-", 0).factory()));
  private final Set<ClaudeProcess> alive = ConcurrentHashMap.newKeySet();

  ClaudeProcesses(ClaudeSettings settings, Fence fence) {
    this.command = new ClaudeCommand(settings, Leftovers.marker());
    this.fence = fence;
  }

  /// Starts the CLI; it says nothing before it is spoken to.
  public Mono<ClaudeProcess> start(Launch launch) {
    return Mono.<Void>fromRunnable(() -> prepare(launch.folder()))
        .subscribeOn(Schedulers.boundedElastic())
        .then(Mono.defer(() -> spawner.start(builder(launch))))
        .map(process -> new ClaudeProcess(process, fence.holds(), threads))
        .doOnNext(this::watch);
  }

  /// The sandbox in words.
  public String sandbox() {
    return fence.describe();
  }

  public boolean isSandboxed() {
    return fence.holds();
  }

  /// Kills what still lives.
  @Override
  public void close() {
    alive.forEach(ClaudeProcess::kill);
    spawner.close();
    threads.dispose();
  }

  private void watch(ClaudeProcess process) {
    alive.add(process);
    process.exit().doFinally(_ -> alive.remove(process)).subscribe();
  }

  private ProcessBuilder builder(Launch launch) {
    var folder = launch.folder();
    var builder =
        new ProcessBuilder(fence.around(folder, command.line(launch)))
            .directory(folder.workspace().toFile());
    builder.environment().clear();
    builder.environment().putAll(command.environment(launch, fence.tmp(folder)));
    return builder;
  }

  private static void prepare(SessionFolder folder) {
    try {
      for (var path :
          List.of(
              folder.path(), folder.home(), folder.config(), folder.tmp(), folder.workspace())) {
        create(path);
      }
    } catch (IOException e) {
      throw new NoFolder(folder.path(), e);
    }
  }

  private static void create(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      Files.createDirectories(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
  }
}
