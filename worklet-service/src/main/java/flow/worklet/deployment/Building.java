package flow.worklet.deployment;

import flow.events.Topic;
import flow.events.WorkletEvent;
import flow.events.kafka.Publisher;
import flow.worklet.build.BuildSettings;
import flow.worklet.engine.BuildBroke;
import flow.worklet.engine.BuildOrder;
import flow.worklet.engine.ContainerEngine;
import flow.worklet.engine.Version;
import flow.worklet.lifecycle.BuildLine;
import flow.worklet.lifecycle.Deployment;
import flow.worklet.lifecycle.Deployment.Step;
import flow.worklet.lifecycle.Deployments;
import flow.worklet.lifecycle.Worklet;
import flow.worklet.source.GithubSettings;
import flow.worklet.source.Sources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// The build: an image is made of the sources, and its log is told line by line.
final class Building {

  private static final Logger LOG = LoggerFactory.getLogger(Building.class);
  private static final Duration GATHER = Duration.ofMillis(200);
  private static final int BATCH = 100;
  private static final Duration TELLING = Duration.ofSeconds(3);
  private static final Duration SILENCE = Duration.ofSeconds(30);

  /// Lines have numbers of their own and no place in the worklet's order.
  private static final long BETWEEN = 0;

  private final Sources sources;
  private final ContainerEngine engine;
  private final Deployments deployments;
  private final Publisher publisher;
  private final BuildSettings settings;
  private final GithubSettings github;
  private final Meters meters;
  private volatile long silentUntil = System.nanoTime();

  Building(
      Sources sources,
      ContainerEngine engine,
      Deployments deployments,
      Publisher publisher,
      BuildSettings settings,
      GithubSettings github,
      Meters meters) {
    this.sources = sources;
    this.engine = engine;
    this.deployments = deployments;
    this.publisher = publisher;
    this.settings = settings;
    this.github = github;
    this.meters = meters;
  }

  Mono<Deployment> build(Worklet worklet, Deployment deployment) {
    var version = new Version(worklet.id(), deployment.version());
    var done =
        deployment.with(edit -> {
          edit.imageVersion = deployment.version();
          edit.step = Step.START;
        });
    return engine
        .hasImage(version)
        .flatMap(has ->
            has
                ? Mono.<Void>empty()
                : demandRoom().then(Mono.defer(() -> make(worklet, deployment, version))))
        .thenReturn(done);
  }

  private Mono<Void> demandRoom() {
    return engine
        .disk()
        .filter(disk -> disk.usedPercent() >= settings.diskHigh())
        .flatMap(disk ->
            Mono.error(() ->
                new Fault(
                    "The disk is full: %d %% of it are used.".formatted(disk.usedPercent()),
                    "Free space on the machine Flow runs on, or delete worklets.",
                    "")));
  }

  private Mono<Void> make(Worklet worklet, Deployment deployment, Version version) {
    return Mono.usingWhen(
        Mono.fromCallable(() -> temporaryFile()).subscribeOn(Schedulers.boundedElastic()),
        file ->
            sources
                .archive(worklet.id(), Objects.requireNonNull(deployment.commit()), file)
                .then(Mono.defer(() -> run(worklet, deployment, version, file))),
        file ->
            Mono.<Void>fromRunnable(() -> delete(file)).subscribeOn(Schedulers.boundedElastic()));
  }

  private Mono<Void> run(Worklet worklet, Deployment deployment, Version version, Path archive) {
    var plan = Objects.requireNonNull(deployment.plan());
    var log = new Log(deployment, Mask.of(worklet, github));
    long began = System.nanoTime();
    return engine
        .build(new BuildOrder(version, archive, plan.root(), plan.dockerfile()))
        .map(log::add)
        .bufferTimeout(BATCH, GATHER, true)
        .concatMapDelayError(lines -> keep(deployment, lines)) // a broken build's last lines, too
        .then()
        .timeout(settings.timeout())
        .onErrorMap(
            BuildBroke.class,
            broke -> BuildFailures.explain(broke.getMessage(), log.last, settings.memory()))
        .onErrorMap(TimeoutException.class, _ -> tooLong(log))
        .doOnSuccess(
            _ -> meters.built(deployment, "ok", Duration.ofNanos(System.nanoTime() - began)))
        .doOnError(
            _ -> meters.built(deployment, "failed", Duration.ofNanos(System.nanoTime() - began)));
  }

  private Fault tooLong(Log log) {
    return new Fault(
        "The build did not end within %d minutes."
            .formatted(Math.max(1, settings.timeout().toMinutes())),
        "Have the build do less, or raise flow.build.timeout.",
        String.join("\n", log.last));
  }

  /// Stores lines and tells them. Those past the limit are neither.
  private Mono<Void> keep(Deployment deployment, List<BuildLine> all) {
    var lines = all.stream().filter(line -> line.line() <= settings.maxLogLines()).toList();
    if (lines.isEmpty()) {
      return Mono.empty();
    }
    return deployments
        .addLines(deployment, lines)
        .then(Mono.defer(() -> tell(deployment, lines)))
        .onErrorResume(problem -> {
          LOG.warn(
              "Lines of the build's log of {} are lost: {}", deployment.id(), problem.toString());
          return Mono.empty();
        });
  }

  /// While Kafka does not answer, nobody is told; a build does not wait for that.
  private Mono<Void> tell(Deployment deployment, List<BuildLine> lines) {
    if (System.nanoTime() - silentUntil < 0) {
      return Mono.empty();
    }
    return Flux.fromIterable(lines)
        .flatMap(
            line -> publisher.publish(Topic.WORKLET_EVENTS, event(deployment, line)),
            BATCH) // sent in order, without waiting for each to arrive
        .then()
        .timeout(TELLING)
        .doOnError(_ -> silentUntil = System.nanoTime() + SILENCE.toNanos());
  }

  private static WorkletEvent event(Deployment deployment, BuildLine line) {
    return new WorkletEvent.BuildOutput(
        deployment.worklet(), BETWEEN, deployment.id(), line.line(), line.text(), line.at());
  }

  private static Path temporaryFile() {
    try {
      return Files.createTempFile("flow-build-", ".tar");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The log of one build: numbers its lines and remembers the last.
  private final class Log {

    private static final int REMEMBERED = 60;

    private final Mask mask;
    private final List<String> last = new ArrayList<>();
    private int number;

    Log(Deployment deployment, Mask mask) {
      this.mask = mask;
      this.number = deployment.lines();
    }

    BuildLine add(String raw) {
      var text = mask.apply(raw);
      if (last.size() == REMEMBERED) {
        last.removeFirst();
      }
      last.addLast(text);
      number++;
      boolean cut = number == settings.maxLogLines();
      return new BuildLine(number, cut ? "… the rest of the log is not kept" : text, Instant.now());
    }
  }
}
