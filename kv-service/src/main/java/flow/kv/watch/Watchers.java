package flow.kv.watch;

import flow.kv.entries.CommitListener;
import flow.kv.web.Code;
import flow.kv.web.Refusal;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The streams that this instance serves: wakes them when their worklet has changed, and
/// disconnects readers that have stopped reading.
@Component
@EnableConfigurationProperties(WatchSettings.class)
class Watchers implements CommitListener, SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Watchers.class);

  private final Changes changes;
  private final WatchSettings settings;
  private final Map<UUID, Beacon> beacons = new ConcurrentHashMap<>();
  private final Set<Stream> streams = ConcurrentHashMap.newKeySet();
  private Disposable polling = Disposables.disposed();

  Watchers(Changes changes, WatchSettings settings, MeterRegistry meters) {
    this.changes = changes;
    this.settings = settings;
    Gauge.builder("flow.kv.streams", streams, Set::size)
        .description("Watchers that are connected")
        .register(meters);
  }

  /// Takes a stream in; refuses it when there are too many.
  Beacon join(Stream stream, UUID worklet) {
    if (streams.size() >= settings.most()) {
      throw new Refusal(Code.RATE_LIMITED, "This instance serves as many streams as it can");
    }
    var beacon =
        beacons.compute(
            worklet,
            (_, known) -> {
              var joined = known == null ? new Beacon() : known;
              joined.watchers().incrementAndGet();
              return joined;
            });
    streams.add(stream);
    if (beacon.watchers().get() > settings.perWorklet()) {
      leave(stream, worklet);
      throw new Refusal(
          Code.RATE_LIMITED, "A worklet has at most %d streams".formatted(settings.perWorklet()));
    }
    return beacon;
  }

  void leave(Stream stream, UUID worklet) {
    if (streams.remove(stream)) {
      beacons.computeIfPresent(
          worklet, (_, beacon) -> beacon.watchers().decrementAndGet() == 0 ? null : beacon);
    }
  }

  @Override
  public void committed(UUID worklet) {
    var beacon = beacons.get(worklet);
    if (beacon != null) {
      beacon.signal();
    }
  }

  @Override
  public void start() {
    polling =
        Flux.merge(forever(poll()), forever(Mono.fromRunnable(this::dropTheStuck))).subscribe();
  }

  @Override
  public void stop() {
    polling.dispose();
    streams.forEach(Stream::end);
  }

  @Override
  public boolean isRunning() {
    return !polling.isDisposed();
  }

  private Mono<Void> poll() {
    return Mono.defer(() ->
            beacons.isEmpty()
                ? Mono.empty()
                : changes.heads(Set.copyOf(beacons.keySet()), settings.hold()))
        .doOnNext(heads ->
            heads.forEach((worklet, revision) -> {
              var beacon = beacons.get(worklet);
              if (beacon != null) {
                beacon.seen(revision);
              }
            }))
        .then();
  }

  private void dropTheStuck() {
    long now = System.nanoTime();
    streams.stream()
        .filter(stream -> now - stream.progress() > settings.patience().toNanos())
        .forEach(Stream::drop);
  }

  private Flux<Void> forever(Mono<Void> work) {
    return Mono.delay(settings.poll())
        .then(work)
        .doOnError(error ->
            LOG.warn("Watching for changes failed, to be tried again: {}", error.toString()))
        .onErrorComplete()
        .repeat();
  }
}
