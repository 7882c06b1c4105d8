package flow.slack.gateway.worklet;

import flow.events.WorkletEvent.BuildOutput;
import flow.events.WorkletId;
import flow.slack.gateway.send.Messages.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The worklets as far as their events told. Changes belong into a transaction.
interface Worklets {

  /// A worklet.
  ///
  /// @param place its thread; absent for one that was not made in Slack
  record Known(WorkletId id, @Nullable Place place, Status status) {}

  /// It is locked until the end of the transaction.
  Mono<Known> find(WorkletId id);

  /// Those that are not deleted, of a workspace or of none.
  Flux<Known> all(String team);

  /// Those with this name or slug.
  Flux<Known> named(String team, String name);

  Mono<Void> save(Known worklet, @Nullable String slug);

  Mono<Void> output(BuildOutput line);

  /// Forgets the lines of its earlier builds.
  Mono<Void> forgetOutput(WorkletId id);

  /// The last lines of its newest build, oldest first.
  Mono<List<String>> output(WorkletId id, int most);
}
