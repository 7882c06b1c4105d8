package flow.worklet.engine;

import java.util.Map;

/// Which Flow something belongs to, so that several can share one engine.
///
/// @param id eight hexadecimal digits, kept in the data folder
/// @param home the machine and folder of the data: a Flow whose data was thrown away finds by it
///   what its former self left
public record Installation(String id, String home) {

  public static final String INSTALLATION = "flow.installation";
  public static final String HOME = "flow.home";
  public static final String WORKLET = "flow.worklet";
  public static final String VERSION = "flow.version";

  public Map<String, String> labels() {
    return Map.of(INSTALLATION, id, HOME, home);
  }
}
