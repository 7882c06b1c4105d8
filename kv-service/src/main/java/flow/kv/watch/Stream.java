package flow.kv.watch;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/// One watcher's stream. It holds nothing back for its reader: each page is read from the log when
/// the one before has been sent.
@SuppressWarnings("NestedPublishers") // what is flushed together is a publisher of its own
final class Stream {

  private static final String PING = ": ping\n\n";
  private static final int STATE_CHUNK = 50;
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Scope scope;
  private final Changes changes;
  private final Duration heartbeat;
  private final Mono<Boolean> stillAllowed;
  private final Reader reader;
  private final Sinks.Empty<Void> end = Sinks.empty();
  private volatile long progress = System.nanoTime();
  private volatile long revision;
  private volatile boolean over;

  /// @param stillAllowed whether the watcher may go on; asked at every heartbeat
  Stream(
      Scope scope, Changes changes, Duration heartbeat, Mono<Boolean> stillAllowed, Reader reader) {
    this.scope = scope;
    this.changes = changes;
    this.heartbeat = heartbeat;
    this.stillAllowed = stillAllowed;
    this.reader = reader;
  }

  /// When the reader last took something.
  long progress() {
    return progress;
  }

  void end() {
    end.tryEmitEmpty();
  }

  /// Disconnects a reader that takes nothing: what waits to be sent would wait for ever.
  void drop() {
    over = true;
    end.tryEmitEmpty();
    reader.cut();
  }

  /// What is there, then the changes.
  Flux<Publisher<byte[]>> fromNow(Beacon beacon) {
    return Flux.<Publisher<byte[]>>just(Mono.just(bytes("retry: 2000\n\n")), state())
        .concatWith(live(beacon))
        .takeUntilOther(end.asMono());
  }

  /// The changes after a revision.
  Flux<Publisher<byte[]>> after(long known, Beacon beacon) {
    revision = known;
    return Flux.<Publisher<byte[]>>just(Mono.just(bytes("retry: 2000\n\n")))
        .concatWith(live(beacon))
        .takeUntilOther(end.asMono());
  }

  private Flux<byte[]> state() {
    return changes
        .state(scope)
        .doOnNext(sighting -> {
          progress = System.nanoTime();
          if (sighting instanceof Sighting.Ready ready) {
            revision = ready.revision();
          }
        })
        .buffer(STATE_CHUNK)
        .map(Stream::bytes);
  }

  private Flux<Publisher<byte[]>> live(Beacon beacon) {
    return Flux.<Publisher<byte[]>>generate(pages -> {
      if (over) {
        pages.complete();
      } else {
        pages.next(Mono.defer(() -> over ? Mono.empty() : page(beacon)));
      }
    });
  }

  /// What was sent counts as sent when it waits for the connection, so the next page has to wait
  /// until there is room.
  private Mono<byte[]> page(Beacon beacon) {
    if (!reader.takes()) {
      return Mono.delay(PAUSE).then(Mono.empty());
    }
    progress = System.nanoTime();
    long known = beacon.count();
    return changes
        .after(scope, revision)
        .flatMap(page -> {
          if (revision < page.floor()) {
            return finish(bytes(List.of(new Sighting.Compacted())));
          }
          revision = Math.max(revision, page.upTo());
          return page.changes().isEmpty() ? quiet(beacon, known) : Mono.just(bytes(page.changes()));
        });
  }

  /// Waits for a change; says something before the connection looks dead.
  private Mono<byte[]> quiet(Beacon beacon, long known) {
    return beacon
        .after(known)
        .thenReturn(new byte[0])
        .timeout(
            heartbeat,
            stillAllowed.flatMap(
                allowed -> allowed ? Mono.just(bytes(PING)) : finish(new byte[0])));
  }

  private Mono<byte[]> finish(byte[] lastWords) {
    over = true;
    end.tryEmitEmpty();
    return Mono.just(lastWords);
  }

  private static byte[] bytes(List<Sighting> sightings) {
    return bytes(sightings.stream().map(Sighting::event).collect(Collectors.joining()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// The connection's other end.
  interface Reader {

    /// Whether it has taken most of what was sent.
    boolean takes();

    void cut();
  }
}
