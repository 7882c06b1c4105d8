package flow.worklet.lifecycle;

import flow.events.DeploymentId;
import flow.events.WorkletId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The stored worklets.
public interface Worklets {

  /// Stores a new worklet; false when there is one with its id.
  Mono<Boolean> insert(Worklet worklet);

  Mono<Worklet> find(WorkletId id);

  Mono<Worklet> findBySlug(String slug);

  /// All that are not deleted, the newest first.
  Flux<Worklet> all();

  /// Those made of a repository that are not deleted.
  Flux<Worklet> ofRepository(String repository);

  Mono<Map<State, Long>> counts();

  /// Those with a wish that waits, the longest waiting first.
  Flux<WorkletId> due();

  /// Sets what it shall be. False when it is to be deleted already.
  Mono<Boolean> wish(WorkletId id, Desired desired, boolean wakeable);

  /// Wants it gone.
  Mono<Void> delete(WorkletId id, String by);

  /// Notes that it is gone, and forgets its secrets.
  Mono<Void> bury(WorkletId id);

  /// Has it looked at again.
  Mono<Void> touch(WorkletId id);

  Mono<Void> observe(WorkletId id, long generation);

  Mono<Void> postpone(WorkletId id, Duration delay);

  /// Sets what it is; clears what was broken.
  Mono<Void> become(WorkletId id, State state);

  Mono<Void> fail(WorkletId id, State state, String cause, @Nullable String remedy);

  Mono<Void> serve(WorkletId id, @Nullable DeploymentId deployment);

  Mono<Void> revived(WorkletId id, int revivals);

  /// Notes that they were used.
  Mono<Void> used(Collection<WorkletId> ids, Instant at);

  /// Wants those paused, or stopped, that were not used since; tells which.
  Flux<WorkletId> idle(State state, Desired desired, Instant since);

  /// Wants a sleeping one to run; false when no request may wake it.
  Mono<Boolean> wake(WorkletId id);

  Mono<Void> extend(WorkletId id, Instant expires);

  /// Those that expire before the time and were not warned; marks them warned.
  Flux<Worklet> warn(Instant before);

  Flux<Worklet> expired(Instant now);
}
