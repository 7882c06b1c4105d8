package flow.kv.entries;

import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Single reads and changes.
@Component
class EntryCalls {

  private final Entries entries;

  EntryCalls(Entries entries) {
    this.entries = entries;
  }

  Mono<Entry> read(EntryKey key) {
    return entries.read(List.of(key)).mapNotNull(List::getFirst);
  }

  Mono<Outcome> apply(Change change) {
    return entries.apply(List.of(change)).map(List::getFirst);
  }
}
