package flow.kv.transfer;

import java.util.ArrayList;
import java.util.List;

/// What an import did, or would do.
///
/// @param conflicts keys that existed already and must not
record Report(long created, long replaced, long skipped, List<String> conflicts) {

  static final Report NOTHING = new Report(0, 0, 0, List.of());

  Report plus(Report more) {
    var all = new ArrayList<>(conflicts);
    more.conflicts().stream().limit(Math.max(0, 100 - all.size())).forEach(all::add);
    return new Report(
        created + more.created, replaced + more.replaced, skipped + more.skipped, all);
  }

  String json(boolean dryRun) {
    return "{\"created\":%d,\"replaced\":%d,\"skipped\":%d,\"dryRun\":%b}"
        .formatted(created, replaced, skipped, dryRun);
  }
}
