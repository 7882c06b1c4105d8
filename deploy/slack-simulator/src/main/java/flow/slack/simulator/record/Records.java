package flow.slack.simulator.record;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;

/// The newest calls and deliveries; older ones are forgotten.
public final class Records {

  private static final int KEPT = 50_000;
  private static final long KEPT_CHARACTERS = 32_000_000; // of all calls' arguments together

  private final ArrayDeque<Call> calls = new ArrayDeque<>();
  private long characters;
  private final LinkedHashMap<String, Delivered> deliveries = new LinkedHashMap<>();

  public synchronized void add(Call call) {
    calls.addLast(call);
    characters += size(call);
    while (calls.size() > KEPT || characters > KEPT_CHARACTERS) {
      characters -= size(calls.removeFirst());
    }
  }

  public synchronized void add(Delivered delivered) {
    deliveries.put(delivered.envelope(), delivered);
    if (deliveries.size() > KEPT) {
      deliveries.pollFirstEntry();
    }
  }

  public synchronized void acknowledged(String envelope) {
    deliveries.computeIfPresent(envelope, (_, sent) -> acknowledged(sent));
  }

  public synchronized List<Call> calls() {
    return List.copyOf(calls);
  }

  public synchronized List<Delivered> deliveries() {
    return List.copyOf(deliveries.values());
  }

  public synchronized void clear() {
    calls.clear();
    characters = 0;
    deliveries.clear();
  }

  private static long size(Call call) {
    return call.arguments().properties().stream()
        .mapToLong(argument -> argument.getValue().toString().length())
        .sum();
  }

  private static Delivered acknowledged(Delivered sent) {
    return new Delivered(
        sent.envelope(),
        sent.type(),
        sent.what(),
        sent.attempt(),
        sent.connection(),
        sent.sentAt(),
        Duration.between(sent.sentAt(), Instant.now()));
  }
}
