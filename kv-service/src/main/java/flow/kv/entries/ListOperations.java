package flow.kv.entries;

import flow.kv.web.Access;
import flow.kv.web.Answers;
import flow.kv.web.Call;
import flow.kv.web.Names;
import flow.kv.web.Refusal;
import flow.kv.web.Route;
import flow.kv.web.Routes;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The calls that tell what there is, and those that remove it.
@Component
class ListOperations implements Routes {

  private static final int DEFAULT_LIMIT = 1000;
  private static final int LARGEST_LIMIT = 10_000;
  private static final int LONGEST_PATTERN = 200;

  private final Entries entries;

  ListOperations(Entries entries) {
    this.entries = entries;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.namespace("listKeys", HttpMethod.GET, "", Access.READ, this::keys),
        Route.namespace(
            "clearNamespace", HttpMethod.DELETE, "", Access.WRITE, call -> clear(call, false)),
        Route.store("listNamespaces", HttpMethod.GET, "", Access.READ, this::namespaces),
        Route.store("clearWorklet", HttpMethod.DELETE, "", Access.WRITE, call -> clear(call, true)),
        Route.store("getStats", HttpMethod.GET, "stats", Access.READ, this::stats));
  }

  private Mono<Void> keys(Call call) {
    boolean values = call.flag("values");
    int limit = limit(call);
    var pattern = patternOf(call);
    var prefix = prefixOf(call);
    var literal = Listing.literal(pattern);
    if (!literal.startsWith(prefix) && !prefix.startsWith(literal)) {
      return Answers.json(call, new KeyPage(limit, values).json());
    }
    var listing =
        new Listing(
            call.worklet(),
            call.namespace(),
            literal.length() > prefix.length() ? literal : prefix,
            Listing.like(pattern),
            cursor(call),
            limit + 1,
            values);
    return entries
        .list(listing)
        .map(listed -> new KeyPage(limit, values).of(listed).json())
        .flatMap(json -> Answers.json(call, json));
  }

  private Mono<Void> clear(Call call, boolean everything) {
    return entries
        .clear(call.worklet(), everything ? null : call.namespace())
        .flatMap(deleted -> Answers.json(call, "{\"deleted\":" + deleted + "}"));
  }

  private Mono<Void> namespaces(Call call) {
    boolean details = call.flag("details");
    return entries
        .namespaces(call.worklet())
        .map(uses -> {
          var names = uses.stream().map(use -> "\"" + use.namespace() + "\"").toList();
          var more = uses.stream().map(ListOperations::json).toList();
          return "{\"namespaces\":["
              + String.join(",", names)
              + "]"
              + (details ? ",\"details\":[" + String.join(",", more) + "]" : "")
              + "}";
        })
        .flatMap(json -> Answers.json(call, json));
  }

  private Mono<Void> stats(Call call) {
    return entries
        .stats(call.worklet())
        .map(stats ->
            "{\"totalKeys\":%d,\"totalNamespaces\":%d,\"storageBytes\":%d,\"lastUpdated\":%s,\"maxKeys\":%d,\"maxBytes\":%d}"
                .formatted(
                    stats.keys(),
                    stats.namespaces(),
                    stats.bytes(),
                    stats.updated() == null ? "null" : "\"" + stats.updated() + "\"",
                    stats.mostKeys(),
                    stats.mostBytes()))
        .flatMap(json -> Answers.json(call, json));
  }

  private static String json(NamespaceUse use) {
    return "{\"namespace\":\"%s\",\"keys\":%d,\"bytes\":%d,\"updatedAt\":\"%s\"}"
        .formatted(use.namespace(), use.keys(), use.bytes(), use.updated());
  }

  private static int limit(Call call) {
    var text = call.query("limit");
    if (text == null) {
      return DEFAULT_LIMIT;
    }
    try {
      long limit = Long.parseLong(text);
      if (limit > 0) {
        return (int) Math.min(limit, LARGEST_LIMIT);
      }
    } catch (NumberFormatException notANumber) {
      // told below
    }
    throw Refusal.invalid("limit is a whole number from 1");
  }

  private static String patternOf(Call call) {
    var pattern = Objects.requireNonNullElse(call.query("pattern"), "*");
    if (pattern.length() > LONGEST_PATTERN || pattern.indexOf(0) >= 0) {
      throw Refusal.invalid("pattern has at most 200 characters");
    }
    return pattern.isEmpty() ? "*" : pattern;
  }

  static String prefixOf(Call call) {
    var prefix = call.query("prefix");
    return prefix == null || prefix.isEmpty() ? "" : Names.key(prefix);
  }

  private static String cursor(Call call) {
    var cursor = call.query("cursor");
    if (cursor == null || cursor.isEmpty()) {
      return "";
    }
    try {
      return Names.key(
          new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException | Refusal notACursor) {
      throw Refusal.invalid("cursor is none that a page before gave");
    }
  }
}
