package flow.worklet.engine;

import flow.events.WorkletId;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Builds and runs worklets. Everything it makes carries the installation's labels; everything may
/// be asked again and then does nothing more; and everything fails with [EngineUnreachable] while
/// the engine does not answer.
public interface ContainerEngine {

  /// The engine's name and version, once it answers.
  Mono<String> describe();

  /// Whether a paused worklet keeps its memory and wakes in an instant.
  boolean pauses();

  /// Sets up, or mends, what keeps worklets apart from each other and from this machine.
  Mono<Void> fence();

  /// Builds an image, telling the build's log line by line. Fails with [BuildBroke]. Cancelling
  /// stops the build.
  Flux<String> build(BuildOrder order);

  /// The reference of the image that a build of the version makes.
  String image(Version version);

  Mono<Boolean> hasImage(Version version);

  Mono<Void> removeImage(Version version);

  /// Makes the worklet's own network and tells under which name the worklet reaches this machine.
  Mono<String> connect(WorkletId worklet);

  /// Runs a version, or leaves it running. Nothing is started unless the fence stands.
  Mono<Workload> start(Launch launch);

  /// What is known of a version; empty when it does not exist.
  Mono<Workload> find(Version version);

  Mono<Void> pause(Version version);

  /// Lets a paused or stopped version run again.
  Mono<Workload> resume(Version version);

  /// Stops a version and keeps it, for [#resume].
  Mono<Void> stop(Version version);

  Mono<Void> remove(Version version);

  /// Where the version's programs wait for connections, as far as the engine can tell.
  Mono<List<Listener>> listeners(Version version);

  /// What the version printed, the newest lines first kept.
  ///
  /// @param lines how many of the past
  /// @param follow whether to go on with what it prints from now on
  Flux<String> logs(Version version, int lines, boolean follow);

  /// How full the engine's disk is; empty when that cannot be seen from here.
  Mono<Disk> disk();

  /// All that carries the installation's labels.
  Flux<Resource> resources();

  Mono<Void> remove(Resource resource);

  /// Tells the worklets to which something happened. Completes or fails when the engine goes away.
  Flux<WorkletId> changes();
}
