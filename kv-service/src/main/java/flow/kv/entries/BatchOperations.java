package flow.kv.entries;

import flow.kv.json.InvalidJson;
import flow.kv.json.JsonReader;
import flow.kv.web.Access;
import flow.kv.web.Answers;
import flow.kv.web.Call;
import flow.kv.web.Code;
import flow.kv.web.Names;
import flow.kv.web.Refusal;
import flow.kv.web.Route;
import flow.kv.web.Routes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The calls on several keys of a namespace.
@Component
class BatchOperations implements Routes {

  private static final int LARGEST_BODY = 16 * Call.LARGEST_VALUE;
  private static final int MOST_KEYS = 10_000;
  private static final int MOST_BYTES = 64 * Call.LARGEST_VALUE;
  private static final int PAGE = 500;

  private final Entries entries;

  BatchOperations(Entries entries) {
    this.entries = entries;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.namespace("setEntries", HttpMethod.POST, "mset", Access.WRITE, this::set),
        Route.namespace("getEntries", HttpMethod.POST, "mget", Access.READ, this::get));
  }

  private Mono<Void> set(Call call) {
    var ttl = TimeToLive.ofQuery(call);
    return call.json(LARGEST_BODY, body -> puts(call, body, ttl))
        .flatMap(changes -> changes.isEmpty() ? Answers.empty(call, 204) : set(call, changes));
  }

  private Mono<Void> set(Call call, List<Change> changes) {
    return entries
        .commit(changes)
        .onErrorMap(ChangeRefused.class, ChangeRefused::refusal)
        .flatMap(outcomes -> {
          Outcomes.usage(call, outcomes.getLast());
          return Answers.empty(call, 204);
        });
  }

  private static List<Change> puts(Call call, JsonReader body, @Nullable Double ttl) {
    var changes = new ArrayList<Change>();
    body.object(name -> {
      var key = new EntryKey(call.worklet(), call.namespace(), Names.key(name));
      changes.add(Change.put(key, Values.checked(body.value()), null, ttl));
      if (changes.size() > MOST_KEYS) {
        throw new InvalidJson("more than 10,000 keys");
      }
    });
    return changes;
  }

  private Mono<Void> get(Call call) {
    boolean versions = call.flag("versions");
    return call.json(2 * Call.LARGEST_VALUE, body -> keys(call, body))
        .flatMap(keys ->
            Flux.fromIterable(keys)
                .buffer(PAGE)
                .concatMap(page -> entries.read(page).map(found -> new Found(page, found)), 1)
                .collect(() -> new Members(versions), Members::add))
        .flatMap(members -> Answers.json(call, members.bytes()));
  }

  private static List<EntryKey> keys(Call call, JsonReader body) {
    var keys = new LinkedHashSet<EntryKey>();
    var named = new boolean[1];
    body.object(name -> {
      if (!name.equals("keys")) {
        throw new InvalidJson("unknown member; mget knows keys");
      }
      named[0] = true;
      body.array(() -> {
        keys.add(new EntryKey(call.worklet(), call.namespace(), Names.key(body.string())));
        if (keys.size() > MOST_KEYS) {
          throw new InvalidJson("more than 10,000 keys");
        }
      });
    });
    if (!named[0]) {
      throw new InvalidJson("no keys: an array of strings");
    }
    return List.copyOf(keys);
  }

  private record Found(List<EntryKey> keys, List<@Nullable Entry> entries) {}

  /// The object of the answer, made of the values as they are kept.
  private static final class Members {

    private final JsonBytes json = new JsonBytes();
    private final boolean versions;

    private Members(boolean versions) {
      this.versions = versions;
      json.text("{");
    }

    private void add(Found found) {
      for (int i = 0; i < found.keys().size(); i++) {
        var entry = found.entries().get(i);
        if (entry == null) {
          continue;
        }
        json.text(
            (json.size() == 1 ? "\"" : ",\"")
                + found.keys().get(i).key()
                + (versions ? "\":{\"value\":" : "\":"));
        json.raw(entry.value());
        if (versions) {
          json.text(",\"version\":" + entry.version() + "}");
        }
        if (json.size() > MOST_BYTES) {
          throw new Refusal(
              Code.VALUE_TOO_LARGE,
              "The values are larger than 64 MiB together; ask for fewer keys");
        }
      }
    }

    private byte[] bytes() {
      json.text("}");
      return json.bytes();
    }
  }
}
