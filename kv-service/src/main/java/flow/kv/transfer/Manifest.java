package flow.kv.transfer;

import flow.kv.entries.Change;
import flow.kv.entries.EntryKey;
import flow.kv.entries.Values;
import flow.kv.json.InvalidJson;
import flow.kv.json.JsonReader;
import flow.kv.web.Names;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads what an import brings, in loads that a statement can carry.
final class Manifest {

  private static final int LOAD_ENTRIES = 1000;
  private static final int LOAD_SIZE = 1_000_000;

  private final UUID worklet;
  private final @Nullable Long expected;
  private final Instant now = Instant.now();
  private final List<List<Change>> loads = new ArrayList<>();
  private final Set<EntryKey> keys = new HashSet<>();
  private int room;
  private long expired;

  /// @param conflict whether a key that exists already may be written
  Manifest(UUID worklet, Conflict conflict) {
    this.worklet = worklet;
    this.expected = conflict == Conflict.OVERWRITE ? null : Long.valueOf(0);
  }

  List<List<Change>> loads() {
    return loads;
  }

  /// How many entries had expired before they came.
  long expired() {
    return expired;
  }

  /// An object of namespaces.
  Manifest json(byte[] bytes) {
    var reader = new JsonReader(bytes);
    reader.object(namespace -> {
      var name = Names.namespace(namespace);
      reader.object(key -> add(name, Names.key(key), reader.value(), null));
    });
    reader.end();
    return this;
  }

  /// A line an entry.
  Manifest lines(byte[] bytes) {
    int number = 0;
    for (int start = 0; start < bytes.length; ) {
      int end = start;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      number++;
      var line = Arrays.copyOfRange(bytes, start, end);
      if (!isBlank(line)) {
        line(number, line);
      }
      start = end + 1;
    }
    return this;
  }

  private void line(int number, byte[] line) {
    try {
      var reader = new JsonReader(line);
      var found = new Line();
      reader.object(name -> found.take(name, reader));
      reader.end();
      if (found.namespace == null || found.key == null || found.value == null) {
        throw new InvalidJson("an entry has namespace, key and value");
      }
      add(found.namespace, found.key, found.value, found.expires);
    } catch (InvalidJson invalid) {
      throw new InvalidJson("line " + number + ": " + invalid.getMessage());
    }
  }

  private void add(String namespace, String key, String value, @Nullable Instant expires) {
    var entry = new EntryKey(worklet, namespace, key);
    if (!keys.add(entry)) {
      throw new InvalidJson(namespace + "/" + key + " a second time");
    }
    Double ttl =
        expires == null
            ? null
            : Double.valueOf((expires.toEpochMilli() - now.toEpochMilli()) / 1000.0);
    if (ttl != null && ttl <= 0) {
      expired++;
      return;
    }
    room -= value.length() + LOAD_SIZE / LOAD_ENTRIES;
    if (room < 0) {
      loads.add(new ArrayList<>());
      room = LOAD_SIZE;
    }
    loads.getLast().add(Change.put(entry, Values.checked(value), expected, ttl));
  }

  private static boolean isBlank(byte[] line) {
    for (byte b : line) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }

  private static final class Line {

    private @Nullable String namespace;
    private @Nullable String key;
    private @Nullable String value;
    private @Nullable Instant expires;

    private void take(String name, JsonReader reader) {
      switch (name) {
        case "namespace" -> namespace = Names.namespace(reader.string());
        case "key" -> key = Names.key(reader.string());
        case "value" -> value = reader.value();
        case "version" -> {
          var _ = reader.number();
        }
        case "expiresAt" -> expires = reader.isNull() ? null : instant(reader.string());
        default -> throw new InvalidJson("unknown member \"" + name + "\"");
      }
    }

    private static Instant instant(String text) {
      try {
        return Instant.parse(text);
      } catch (DateTimeParseException notATime) {
        throw new InvalidJson("expiresAt is no time such as 2026-01-31T12:00:00Z");
      }
    }
  }
}
