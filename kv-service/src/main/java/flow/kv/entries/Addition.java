package flow.kv.entries;

import flow.kv.entries.Change.Kind;
import flow.kv.entries.Change.Repeatable;
import flow.kv.json.InvalidJson;
import flow.kv.json.JsonReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an increment or an append asks for.
///
/// @param argument JSON: the number or the string to add
/// @param path where in the value the number stands; empty for the value itself
record Addition(
    Kind kind,
    String argument,
    @Nullable BigDecimal least,
    @Nullable BigDecimal most,
    @Nullable Double ttl,
    List<String> path) {

  private static final int DEEPEST = 50;

  Change change(EntryKey entry, @Nullable Repeatable repeatable) {
    return new Change(entry, kind, argument, null, ttl, least, most, repeatable);
  }

  static Addition ofIncrement(JsonReader body) {
    var found = new Found();
    body.object(name -> found.take(name, body, false));
    if (found.least != null && found.most != null && found.least.compareTo(found.most) > 0) {
      throw new InvalidJson("min is larger than max");
    }
    return new Addition(
        Kind.INCREMENT,
        found.delta.toPlainString(),
        found.least,
        found.most,
        found.ttl,
        found.path);
  }

  static Addition ofAppend(JsonReader body) {
    var found = new Found();
    body.object(name -> found.take(name, body, true));
    if (found.text == null) {
      throw new InvalidJson("no value: the string to append");
    }
    return new Addition(Kind.APPEND, found.text, null, null, found.ttl, List.of());
  }

  private static final class Found {

    private BigDecimal delta = BigDecimal.ONE;
    private @Nullable BigDecimal least;
    private @Nullable BigDecimal most;
    private @Nullable Double ttl;
    private @Nullable String text;
    private final List<String> path = new ArrayList<>();

    private void take(String name, JsonReader body, boolean append) {
      switch (append && !name.equals("ttl") && !name.equals("value") ? "" : name) {
        case "delta" -> delta = body.number();
        case "min" -> least = body.number();
        case "max" -> most = body.number();
        case "ttl" -> ttl = TimeToLive.of(body.number());
        case "path" -> body.array(() -> path.add(step(body)));
        case "value" -> text = text(body, append);
        default -> throw new InvalidJson("unknown member \"" + name + "\"");
      }
    }

    private String step(JsonReader body) {
      if (path.size() == DEEPEST) {
        throw new InvalidJson("a path of more than 50 steps");
      }
      return body.string();
    }

    private static String text(JsonReader body, boolean append) {
      if (!append) {
        throw new InvalidJson("unknown member \"value\"; an increment has a delta");
      }
      var text = body.value();
      if (!text.startsWith("\"")) {
        throw new InvalidJson("the value to append is no string");
      }
      return text;
    }
  }
}
