package flow.slack.simulator.workspace;

import flow.slack.simulator.json.Json;
import flow.slack.simulator.marks.CanIgnoreReturnValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The forms open on people's screens, and the triggers that allow to open one.
public final class Forms {

  private static final int DEEPEST = 3;

  private final Map<String, Trigger> triggers = new HashMap<>();
  private final Map<String, Deque<ObjectNode>> open = new HashMap<>();
  private final Duration triggerLife;

  public Forms(Duration triggerLife) {
    this.triggerLife = triggerLife;
  }

  /// What a person just did, which lets the app show them a form once.
  public record Trigger(String user, Instant until, boolean used) {

    public boolean isExpired() {
      return Instant.now().isAfter(until);
    }
  }

  public synchronized String issueTrigger(String user) {
    var id = "%d.%s.%s".formatted(System.nanoTime(), Ids.capitals("", 10), Ids.letters(32));
    triggers.put(id, new Trigger(user, Instant.now().plus(triggerLife), false));
    return id;
  }

  /// The trigger as it was before this use.
  public synchronized @Nullable Trigger use(String id) {
    var trigger = triggers.get(id);
    if (trigger != null) {
      triggers.put(id, new Trigger(trigger.user(), trigger.until(), true));
    }
    return trigger;
  }

  public synchronized Optional<ObjectNode> top(String user) {
    return Optional.ofNullable(open.get(user)).map(Deque::peekLast);
  }

  /// Whether one more form fits on top.
  public synchronized boolean hasRoom(String user) {
    return stack(user).size() < DEEPEST;
  }

  @CanIgnoreReturnValue
  public synchronized ObjectNode push(String user, ObjectNode view) {
    stack(user).addLast(view);
    return view;
  }

  public synchronized Optional<ObjectNode> find(String viewOrExternalId) {
    return open.values().stream()
        .flatMap(Deque::stream)
        .filter(view -> isNamed(view, viewOrExternalId))
        .findFirst();
  }

  /// Puts new content in the place of a form.
  public synchronized void replace(JsonNode old, ObjectNode view) {
    open.values().forEach(stack -> replace(stack, old, view));
  }

  public synchronized void pop(String user) {
    stack(user).pollLast();
  }

  public synchronized void clear(String user) {
    stack(user).clear();
  }

  /// Whose screen shows the form.
  public synchronized Optional<String> viewer(JsonNode view) {
    return open.entrySet().stream()
        .filter(entry -> entry.getValue().contains(view))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private Deque<ObjectNode> stack(String user) {
    return open.computeIfAbsent(user, _ -> new ArrayDeque<>());
  }

  private static void replace(Deque<ObjectNode> stack, JsonNode old, ObjectNode view) {
    var views = stack.stream().map(each -> each.equals(old) ? view : each).toList();
    stack.clear();
    stack.addAll(views);
  }

  private static boolean isNamed(ObjectNode view, String id) {
    return Json.text(view, "id").equals(id) || Json.text(view, "external_id").equals(id);
  }
}
