package flow.worklet.deployment;

import flow.worklet.engine.ContainerEngine;
import flow.worklet.engine.Listener;
import flow.worklet.engine.RunSettings;
import flow.worklet.engine.Version;
import flow.worklet.engine.Workload;
import io.netty.channel.ChannelOption;
import java.io.Serial;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/// Asks a version over the network, from where requests will come, whether it is up.
final class Probe {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);
  private static final int SERVER_ERROR = 500;

  private final ContainerEngine engine;
  private final RunSettings settings;
  private final HttpClient http =
      HttpClient.create(ConnectionProvider.newConnection())
          .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 2_000)
          .responseTimeout(PATIENCE)
          .followRedirect(false);

  Probe(ContainerEngine engine, RunSettings settings) {
    this.engine = engine;
    this.settings = settings;
  }

  /// Where a version answers.
  record Found(String host, int port) {}

  /// It does not answer, or answers with an error.
  static final class Silent extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    private final transient @Nullable Workload workload;
    private final @Nullable String said;

    Silent(@Nullable Workload workload, @Nullable String said) {
      super("no answer", null, false, false);
      this.workload = workload;
      this.said = said;
    }

    @Nullable Workload workload() {
      return workload;
    }

    @Nullable String said() {
      return said;
    }
  }

  /// Waits until the version answers; fails with [Silent] when it ends or stays silent for too
  /// long.
  Mono<Found> await(Version version, int port, @Nullable String health) {
    return Mono.defer(() ->
        attempt(
            version, port, health, System.nanoTime() + settings.probe().toNanos(), FIRST_PAUSE));
  }

  private Mono<Found> attempt(
      Version version, int port, @Nullable String health, long until, Duration pause) {
    return engine
        .find(version)
        .switchIfEmpty(Mono.error(() -> new Silent(null, null)))
        .flatMap(workload -> look(workload, port, health))
        .onErrorResume(
            Silent.class,
            silent -> {
              boolean over = System.nanoTime() - until > 0 || hasEnded(silent.workload());
              return over
                  ? Mono.error(silent)
                  : Mono.delay(pause).then(attempt(version, port, health, until, longer(pause)));
            });
  }

  private static Duration longer(Duration pause) {
    var twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }

  /// Ended for good: the engine starts it again a few times before it gives up.
  private boolean hasEnded(@Nullable Workload workload) {
    if (workload == null) {
      return true;
    }
    boolean down = workload.state() == Workload.State.EXITED;
    return down && (workload.exitCode() == 0 || workload.restarts() >= settings.restarts());
  }

  private Mono<Found> look(Workload workload, int port, @Nullable String health) {
    var host = workload.host();
    if (!workload.isRunning() || host == null) {
      return Mono.error(new Silent(workload, null));
    }
    return ask(workload, host, port, health)
        .onErrorResume(
            Silent.class,
            silent ->
                silent.said() != null
                    ? Mono.error(silent)
                    : elsewhere(workload, host, port, health));
  }

  /// Programs that do not heed `PORT` are found where they do listen.
  private Mono<Found> elsewhere(Workload workload, String host, int port, @Nullable String health) {
    return engine
        .listeners(workload.version())
        .flatMapIterable(listeners -> others(listeners, port))
        .concatMap(other ->
            ask(workload, host, other, health)
                .onErrorResume(
                    Silent.class,
                    silent -> silent.said() == null ? Mono.empty() : Mono.error(silent)))
        .next()
        .switchIfEmpty(Mono.error(() -> new Silent(workload, null)));
  }

  private static List<Integer> others(List<Listener> listeners, int port) {
    return listeners.stream()
        .filter(Listener::everywhere)
        .map(Listener::port)
        .filter(other -> other != port)
        .distinct()
        .limit(5)
        .toList();
  }

  /// Any answer but an error of the server will do, unless a path was named for the purpose.
  private Mono<Found> ask(Workload workload, String host, int port, @Nullable String health) {
    var path = health == null ? "/" : health;
    return http.get()
        .uri("http://%s:%d%s".formatted(host, port, path))
        .response()
        .map(response -> response.status().code())
        .onErrorMap(_ -> new Silent(workload, null))
        .flatMap(status ->
            status < (health == null ? SERVER_ERROR : 400)
                ? Mono.just(new Found(host, port))
                : Mono.error(new Silent(workload, "%d at %s".formatted(status, path))));
  }
}
