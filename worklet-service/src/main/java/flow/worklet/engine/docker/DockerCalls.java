package flow.worklet.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.core.RemoteApiVersion;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import flow.worklet.engine.EngineRefused;
import flow.worklet.engine.EngineSettings;
import flow.worklet.engine.EngineUnreachable;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Calls Docker. The version of its API is the newest that both sides know, found anew after every
/// failure to reach it.
final class DockerCalls {

  /// The newest version of the API that this code was written against.
  private static final RemoteApiVersion NEWEST = RemoteApiVersion.create(1, 51);

  private static final Duration FOREVER = Duration.ZERO;

  private final EngineSettings settings;
  private volatile @Nullable Clients clients;

  DockerCalls(EngineSettings settings) {
    this.settings = settings;
  }

  /// One for short calls, one for streams that may be silent for long.
  private record Clients(DockerClient calls, DockerClient streams) {}

  /// Makes a short call.
  <T> Mono<T> call(Function<DockerClient, T> call) {
    return Mono.fromCallable(() -> call.apply(clients().calls()))
        .subscribeOn(Schedulers.boundedElastic())
        .timeout(settings.timeout())
        .onErrorMap(this::translate);
  }

  /// Makes a short call whose answer does not matter.
  Mono<Void> run(Function<DockerClient, @Nullable Object> call) {
    return call(docker -> String.valueOf(call.apply(docker))).then();
  }

  /// The client for streams.
  Mono<DockerClient> streams() {
    return Mono.fromCallable(() -> clients().streams())
        .subscribeOn(Schedulers.boundedElastic())
        .onErrorMap(this::translate);
  }

  /// What went wrong, in Flow's words.
  Throwable translate(Throwable problem) {
    var error = Exceptions.unwrap(problem);
    if (error instanceof EngineRefused
        || error instanceof EngineUnreachable
        || error instanceof NotFoundException
        || error instanceof ConflictException
        || error instanceof NotModifiedException) {
      return error;
    }
    if (error instanceof DockerException refusal && refusal.getHttpStatus() >= 400) {
      return new EngineRefused("Docker says: " + said(refusal), refusal);
    }
    if (error instanceof Error) {
      return error;
    }
    clients = null;
    return new EngineUnreachable(where(), error);
  }

  private static String said(DockerException refusal) {
    var text = String.valueOf(refusal.getMessage());
    return text.replaceFirst("^Status \\d+: ", "")
        .replaceFirst("^\\{\"message\":\"(.*)\"}\\s*$", "$1");
  }

  private String where() {
    return settings.dockerHost() != null
        ? settings.dockerHost()
        : config().getDockerHost().toString();
  }

  private synchronized Clients clients() {
    var known = clients;
    if (known != null) {
      return known;
    }
    var config = config();
    var asked = client(config, settings.timeout()).versionCmd().exec().getApiVersion();
    var version = RemoteApiVersion.parseConfig(asked);
    var agreed = version.isGreater(NEWEST) ? NEWEST : version;
    var negotiated = builder().withApiVersion(agreed.getVersion()).build();
    var made = new Clients(client(negotiated, settings.timeout()), client(negotiated, FOREVER));
    clients = made;
    return made;
  }

  private DockerClientConfig config() {
    return builder().build();
  }

  private DefaultDockerClientConfig.Builder builder() {
    var builder = DefaultDockerClientConfig.createDefaultConfigBuilder();
    return settings.dockerHost() == null ? builder : builder.withDockerHost(settings.dockerHost());
  }

  private static DockerClient client(DockerClientConfig config, Duration patience) {
    var http =
        new ZerodepDockerHttpClient.Builder()
            .dockerHost(config.getDockerHost())
            .sslConfig(config.getSSLConfig())
            .maxConnections(200)
            .connectionTimeout(Duration.ofSeconds(10))
            .responseTimeout(patience)
            .build();
    return DockerClientImpl.getInstance(config, http);
  }
}
