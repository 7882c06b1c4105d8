package flow.local.platform;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The environment a process is given: ours, without the secrets that are none of its business.
///
/// @param variables all variables, as the process will see them
record Surroundings(Map<String, String> variables) {

  static Surroundings of(Settings settings, Credential... own) {
    var credentials = List.of(own);
    var variables = new TreeMap<>(settings.environment());
    for (var kind : Credential.values()) {
      if (!credentials.contains(kind)) {
        kind.names().forEach(variables::remove);
      }
    }
    // Few arenas: a JVM's native memory otherwise grows with its threads.
    variables.put("MALLOC_ARENA_MAX", "2");
    variables.put(Leftovers.MARK, settings.data().toString());
    return new Surroundings(variables);
  }

  Surroundings with(Map<String, String> added) {
    var more = new TreeMap<>(variables);
    more.putAll(added);
    return new Surroundings(more);
  }
}
