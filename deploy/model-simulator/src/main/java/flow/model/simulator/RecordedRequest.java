package flow.model.simulator;

import java.util.Map;

/// A request that reached the simulator.
///
/// @param headers by their names in lower case
public record RecordedRequest(
    String method, String path, Map<String, String> headers, String body) {

  /// What the caller showed as its key or token; empty when it showed none.
  public String credential() {
    var key = headers.getOrDefault("x-api-key", "");
    return key.isEmpty()
        ? headers.getOrDefault("authorization", "").replaceFirst("^[Bb]earer ", "")
        : key;
  }
}
