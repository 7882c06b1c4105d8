package flow.kv.transfer;

import flow.kv.entries.Change;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// All entries of a worklet, out and in.
interface Freight {

  /// The entries in order, as of one moment.
  ///
  /// @param namespace null for all
  Flux<Carried> out(UUID worklet, @Nullable String namespace);

  /// Makes all changes or none.
  ///
  /// @param dryRun whether to make none in the end
  Mono<Report> in(List<List<Change>> loads, Conflict conflict, boolean dryRun);
}
