package flow.slack.simulator.people;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A use of a button or a menu.
///
/// @param target the label or the action id
/// @param value the chosen option of a menu, by value or label; absent for a button
/// @param inputs what stands in the message's input fields, by action id
public record Click(
    String user,
    String channel,
    String ts,
    String target,
    @Nullable String value,
    Map<String, String> inputs) {

  public static Click on(String user, String channel, String ts, String target) {
    return new Click(user, channel, ts, target, null, Map.of());
  }
}
