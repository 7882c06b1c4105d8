package flow.kv.entries;

import flow.kv.entries.Change.Repeatable;
import flow.kv.json.JsonStrings;
import flow.kv.web.Access;
import flow.kv.web.Answers;
import flow.kv.web.Call;
import flow.kv.web.Refusal;
import flow.kv.web.Route;
import flow.kv.web.Routes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The calls that add to what is there: to a number, to a string.
@Component
class CounterOperations implements Routes {

  private static final int LONGEST_KEY = 200;

  private final EntryCalls calls;
  private final Entries entries;

  CounterOperations(EntryCalls calls, Entries entries) {
    this.calls = calls;
    this.entries = entries;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.key("incrementEntry", HttpMethod.POST, "increment", Access.WRITE, this::increment),
        Route.key("appendEntry", HttpMethod.POST, "append", Access.WRITE, this::append));
  }

  private Mono<Void> increment(Call call) {
    return call.json(20_000, Addition::ofIncrement)
        .flatMap(addition -> apply(call, addition))
        .flatMap(outcome -> answer(call, outcome, "\"value\":" + outcome.answer()));
  }

  private Mono<Void> append(Call call) {
    return call.json(Call.LARGEST_VALUE + 1000, Addition::ofAppend)
        .flatMap(addition -> apply(call, addition))
        .flatMap(outcome -> answer(call, outcome, "\"length\":" + length(outcome)));
  }

  private Mono<Outcome> apply(Call call, Addition addition) {
    var change = addition.change(EntryOperations.key(call), repeatable(call, addition));
    var outcome =
        addition.path().isEmpty()
            ? calls.apply(change)
            : entries.alter(
                change.entry(),
                current -> NestedNumber.increment(change, addition.path(), current));
    return outcome.map(Outcomes::require);
  }

  private static Mono<Void> answer(Call call, Outcome outcome, String result) {
    Answers.version(call, outcome.version());
    Outcomes.usage(call, outcome);
    return Answers.json(call, "{" + result + ",\"version\":" + outcome.version() + "}");
  }

  /// The answer to a repetition is what was kept of the first: the length, or the text it is
  /// counted from.
  static long length(Outcome outcome) {
    if (outcome.length() != null) {
      return outcome.length();
    }
    var answer = Objects.requireNonNull(outcome.answer());
    return answer.startsWith("\"") ? JsonStrings.length(answer) : Long.parseLong(answer);
  }

  private static @Nullable Repeatable repeatable(Call call, Addition addition) {
    var id = call.header("Idempotency-Key");
    if (id == null) {
      return null;
    }
    if (id.isEmpty() || id.length() > LONGEST_KEY || id.chars().anyMatch(c -> c < ' ' || c > '~')) {
      throw Refusal.invalid("An Idempotency-Key has 1 to 200 visible ASCII characters");
    }
    return new Repeatable(id, fingerprint(call.namespace() + "/" + call.key() + " " + addition));
  }

  private static String fingerprint(String asked) {
    try {
      var hash =
          MessageDigest.getInstance("SHA-256").digest(asked.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
