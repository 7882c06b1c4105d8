package flow.kv.entries;

import flow.kv.entries.Change.Kind;
import flow.kv.json.InvalidJson;
import flow.kv.json.JsonReader;
import flow.kv.web.Names;
import flow.kv.web.Refusal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a commit asks for.
record Commit(List<Change> checks, List<Change> operations) {

  private static final int MOST = 1000;

  static Commit read(UUID worklet, JsonReader body) {
    var checks = new ArrayList<Change>();
    var operations = new ArrayList<Change>();
    body.object(name -> {
      switch (name) {
        case "checks" -> body.array(() -> add(checks, new Item(worklet, body).check()));
        case "operations" -> body.array(() -> add(operations, new Item(worklet, body).operation()));
        default ->
            throw new InvalidJson(
                "unknown member \"" + name + "\"; a commit has checks and operations");
      }
    });
    return new Commit(checks, operations);
  }

  boolean isEmpty() {
    return checks.isEmpty() && operations.isEmpty();
  }

  List<Change> changes() {
    return Stream.concat(checks.stream(), operations.stream()).toList();
  }

  private static void add(List<Change> list, Change change) {
    if (list.size() == MOST) {
      throw new InvalidJson("more than 1,000 checks or operations");
    }
    list.add(change);
  }

  /// One member of either list.
  private static final class Item {

    private final UUID worklet;
    private @Nullable String op;
    private @Nullable String namespace;
    private @Nullable String key;
    private @Nullable Long version;
    private @Nullable String value;
    private BigDecimal delta = BigDecimal.ONE;
    private @Nullable BigDecimal least;
    private @Nullable BigDecimal most;
    private @Nullable Double ttl;

    private Item(UUID worklet, JsonReader body) {
      this.worklet = worklet;
      body.object(name -> take(name, body));
    }

    private void take(String name, JsonReader body) {
      switch (name) {
        case "op" -> op = body.string();
        case "ns" -> namespace = Names.namespace(body.string());
        case "key" -> key = Names.key(body.string());
        case "version" -> version = body.isNull() ? 0L : version(body.number());
        case "value" -> value = Values.checked(body.value());
        case "delta" -> delta = body.number();
        case "min" -> least = body.number();
        case "max" -> most = body.number();
        case "ttl" -> ttl = body.isNull() ? null : Double.valueOf(TimeToLive.of(body.number()));
        default -> throw new InvalidJson("unknown member \"" + name + "\"");
      }
    }

    private Change check() {
      if (version == null || op != null) {
        throw new InvalidJson("a check has ns, key and version");
      }
      return Change.check(entry(), version);
    }

    private Change operation() {
      return switch (op == null ? "" : op) {
        case "put" -> Change.put(entry(), value(), null, ttl);
        case "delete" -> Change.delete(entry(), null);
        case "touch" -> Change.touch(entry(), ttl);
        case "increment" ->
            new Change(
                entry(), Kind.INCREMENT, delta.toPlainString(), null, ttl, least, most, null);
        case "append" -> new Change(entry(), Kind.APPEND, string(), null, ttl, null, null, null);
        default -> throw new InvalidJson("op is put, delete, increment, append or touch");
      };
    }

    private EntryKey entry() {
      if (namespace == null || key == null) {
        throw new InvalidJson("each check and operation has ns and key");
      }
      return new EntryKey(worklet, namespace, key);
    }

    private String value() {
      if (value == null) {
        throw new InvalidJson("a put without value");
      }
      return value;
    }

    private String string() {
      if (!value().startsWith("\"")) {
        throw Refusal.invalid("The value to append is no string");
      }
      return value();
    }

    private static long version(BigDecimal number) {
      try {
        return Math.max(number.longValueExact(), 0);
      } catch (ArithmeticException notAVersion) {
        throw new InvalidJson("a version is a whole number");
      }
    }
  }
}
