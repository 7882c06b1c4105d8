package flow.events.lease;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/// Leases in the table `lease` of the service's schema, by the database's clock.
final class PostgresLeases implements Leases, SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(PostgresLeases.class);
  private static final Duration RENEWAL = Duration.ofSeconds(5);
  private static final long LASTS_SECONDS = 15;
  private static final long TRUSTED_NANOS = Duration.ofSeconds(11).toNanos();

  private final DatabaseClient database;
  private final String table;
  private final String owner;
  private final Map<String, Held> held = new ConcurrentHashMap<>();
  private final Sinks.Many<Lease> lost = Sinks.many().multicast().directBestEffort();
  private Disposable renewing = Disposables.disposed();

  PostgresLeases(DatabaseClient database, String schema, String owner) {
    this.database = database;
    this.table = schema + ".lease";
    this.owner = owner;
  }

  @Override
  public Mono<Lease> acquire(String resource) {
    return Mono.defer(() -> {
      long asked = System.nanoTime();
      return database
          .sql(
              """
              insert into %1$s as lease (resource, owner, epoch, ends_at)
              values (:resource, :owner, 1, clock_timestamp() + :lasts * interval '1 second')
              on conflict (resource) do update
              set owner = excluded.owner, epoch = lease.epoch + 1, ends_at = excluded.ends_at
              where lease.owner = excluded.owner or lease.ends_at < clock_timestamp()
              returning epoch
              """
                  .formatted(table))
          .bind("resource", resource)
          .bind("owner", owner)
          .bind("lasts", LASTS_SECONDS)
          .mapValue(Long.class)
          .one()
          .map(epoch -> new Lease(resource, epoch))
          .doOnNext(lease -> held.put(resource, new Held(lease, asked)));
    });
  }

  @Override
  public Mono<Void> release(Lease lease) {
    return Mono.defer(() -> {
      held.remove(lease.resource(), held.get(lease.resource()));
      return database
          .sql(
              "update %1$s set ends_at = clock_timestamp() - interval '1 second', owner = '' where resource = :resource and epoch = :epoch"
                  .formatted(table))
          .bind("resource", lease.resource())
          .bind("epoch", lease.epoch())
          .then();
    });
  }

  @Override
  public Flux<Lease> lost() {
    return lost.asFlux();
  }

  @Override
  public void start() {
    renewing = Flux.interval(RENEWAL).onBackpressureDrop().concatMap(_ -> renew()).subscribe();
  }

  @Override
  public void stop() {
    renewing.dispose();
  }

  @Override
  public boolean isRunning() {
    return !renewing.isDisposed();
  }

  @Override
  public int getPhase() {
    return DEFAULT_PHASE - 200;
  }

  Mono<Void> renew() {
    if (held.isEmpty()) {
      return Mono.empty();
    }
    long asked = System.nanoTime();
    var before = Map.copyOf(held);
    return database
        .sql(
            """
            update %1$s set ends_at = clock_timestamp() + :lasts * interval '1 second'
            where owner = :owner and resource = any(:resources) and ends_at > clock_timestamp()
            returning resource, epoch
            """
                .formatted(table))
        .bind("owner", owner)
        .bind("lasts", LASTS_SECONDS)
        .bind("resources", before.keySet().toArray(String[]::new))
        .map(row ->
            new Lease(
                requireNonNull(row.get("resource", String.class)),
                requireNonNull(row.get("epoch", Long.class))))
        .all()
        .collect(Collectors.toSet())
        .timeout(RENEWAL)
        .doOnNext(renewed -> note(before, renewed, asked))
        .then()
        .onErrorResume(error -> {
          LOG.warn("Leases cannot be renewed: {}", error.toString());
          dropStale();
          return Mono.empty();
        });
  }

  private void note(Map<String, Held> before, Set<Lease> renewed, long asked) {
    before.forEach((resource, was) -> {
      if (renewed.contains(was.lease())) {
        held.replace(resource, was, new Held(was.lease(), asked));
      } else {
        drop(was);
      }
    });
  }

  private void dropStale() {
    held.values().stream()
        .filter(was -> System.nanoTime() - was.renewed() > TRUSTED_NANOS)
        .forEach(this::drop);
  }

  private void drop(Held was) {
    if (held.remove(was.lease().resource(), was)) {
      LOG.warn("Lost the lease on {}", was.lease());
      lost.emitNext(was.lease(), Sinks.EmitFailureHandler.busyLooping(Duration.ofSeconds(1)));
    }
  }

  /// @param renewed when the last successful renewal was asked for, on the monotonic clock
  private record Held(Lease lease, long renewed) {}
}
