package flow.kv.upkeep;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Tidies the store for as long as the service runs. Several instances may do so at once.
@Component
@EnableConfigurationProperties(UpkeepSettings.class)
class Upkeep implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
  private static final int AT_ONCE = 500;

  private final Remains remains;
  private final UpkeepSettings settings;
  private Disposable work = Disposables.disposed();

  Upkeep(Remains remains, UpkeepSettings settings) {
    this.remains = remains;
    this.settings = settings;
  }

  @Override
  public void start() {
    work =
        Flux.merge(
                every(settings.sweep(), sweep()),
                every(settings.purge(), purge()),
                every(
                    settings.sweep(),
                    remains.compact(settings.changes(), settings.mostChanges()).then()))
            .subscribe();
  }

  @Override
  public void stop() {
    work.dispose();
  }

  @Override
  public boolean isRunning() {
    return !work.isDisposed();
  }

  /// Sweeps until nothing is left that has expired.
  private Mono<Void> sweep() {
    return remains.sweep(AT_ONCE).repeat().takeWhile(removed -> removed > 0).then();
  }

  private Mono<Void> purge() {
    return remains.purgeOne().repeatWhen(done -> done.takeWhile(found -> found > 0)).then();
  }

  private static Flux<Void> every(Duration pause, Mono<Void> work) {
    return Mono.delay(pause)
        .then(work)
        .doOnError(
            error -> LOG.warn("Tidying the store failed, to be tried again: {}", error.toString()))
        .onErrorComplete()
        .repeat();
  }
}
