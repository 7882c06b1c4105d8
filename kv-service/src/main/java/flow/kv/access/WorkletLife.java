package flow.kv.access;

import flow.events.WorkletEvent;
import java.net.URI;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Opens a store with its worklet and closes it with it.
@Component
class WorkletLife {

  private final Stores stores;

  WorkletLife(Stores stores) {
    this.stores = stores;
  }

  /// Repeating an event changes nothing; a worklet that was deleted stays so.
  Mono<Void> on(WorkletEvent event) {
    return switch (event) {
      case WorkletEvent.Created created ->
          stores
              .admit(created.worklet().value(), created.storeToken(), true, origins(created))
              .then();
      case WorkletEvent.Deleted deleted -> stores.retire(deleted.worklet().value());
      default -> Mono.empty();
    };
  }

  private static List<String> origins(WorkletEvent.Created created) {
    var url = URI.create(created.url());
    return List.of(url.getScheme() + "://" + url.getRawAuthority());
  }
}
