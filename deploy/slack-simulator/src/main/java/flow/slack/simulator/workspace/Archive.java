package flow.slack.simulator.workspace;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// All messages by channel and time. Not for several threads at once: its workspace sees to that.
final class Archive {

  private static final int KEPT_EDITS = 5_000; // of all messages together, each as a whole

  private final Map<String, SortedMap<String, Message>> messages = new LinkedHashMap<>();
  private final ArrayDeque<Message> edits = new ArrayDeque<>();

  /// What still exists in a channel, oldest first.
  List<Message> in(String channel) {
    return stored(channel).values().stream().filter(message -> !message.deleted()).toList();
  }

  Optional<Message> find(String channel, String ts) {
    return Optional.ofNullable(stored(channel).get(ts)).filter(message -> !message.deleted());
  }

  void put(Message message) {
    stored(message.channel()).put(message.ts(), message);
  }

  /// A workspace that runs for days would otherwise keep every step of every streamed answer.
  void putEdited(Message message) {
    put(message);
    edits.addLast(message);
    if (edits.size() > KEPT_EDITS) {
      var oldest = edits.removeFirst();
      stored(oldest.channel()).computeIfPresent(oldest.ts(), (_, kept) -> kept.thinned());
    }
  }

  /// Every message, the deleted ones too, without the steps between first and latest version.
  List<Message> thinned() {
    return messages.values().stream()
        .flatMap(channel -> channel.values().stream())
        .map(Message::thinned)
        .toList();
  }

  private SortedMap<String, Message> stored(String channel) {
    return messages.computeIfAbsent(channel, _ -> new TreeMap<>());
  }
}
