package flow.kv.entries;

import flow.kv.web.Access;
import flow.kv.web.Answers;
import flow.kv.web.Call;
import flow.kv.web.Code;
import flow.kv.web.Refusal;
import flow.kv.web.Route;
import flow.kv.web.Routes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Several changes in one transaction, if all checks hold.
@Component
class CommitOperations implements Routes {

  private static final int LARGEST_BODY = 16 * Call.LARGEST_VALUE;

  private final Entries entries;

  CommitOperations(Entries entries) {
    this.entries = entries;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.store("commit", HttpMethod.POST, "commit", Access.WRITE, this::commit));
  }

  private Mono<Void> commit(Call call) {
    return call.json(LARGEST_BODY, body -> Commit.read(call.worklet(), body))
        .flatMap(commit ->
            commit.isEmpty() ? Answers.json(call, "{\"results\":[]}") : run(call, commit));
  }

  private Mono<Void> run(Call call, Commit commit) {
    return entries
        .commit(commit.changes())
        .onErrorMap(
            ChangeRefused.class,
            refused ->
                refused.refusal().with("operation", refused.index() - commit.checks().size()))
        .flatMap(outcomes -> {
          var failed = failed(commit, outcomes);
          if (!failed.isEmpty()) {
            throw new Refusal(
                    Code.CHECK_FAILED, failed.size() + " of the checks failed; nothing was changed")
                .with("failed", failed);
          }
          var results =
              outcomes.stream().skip(commit.checks().size()).map(CommitOperations::result).toList();
          Outcomes.usage(call, outcomes.getLast());
          return Answers.json(call, "{\"results\":[" + String.join(",", results) + "]}");
        });
  }

  private static List<Map<String, Object>> failed(Commit commit, List<Outcome> outcomes) {
    return IntStream.range(0, commit.checks().size())
        .filter(i -> outcomes.get(i).ending() != Outcome.Ending.OK)
        .mapToObj(i -> {
          var entry = commit.checks().get(i).entry();
          var version = outcomes.get(i).version();
          var check = new LinkedHashMap<String, Object>();
          check.put("index", i);
          check.put("ns", entry.namespace());
          check.put("key", entry.key());
          check.put("version", version == 0 ? null : version);
          return (Map<String, Object>) check;
        })
        .toList();
  }

  private static String result(Outcome outcome) {
    boolean absent = outcome.ending() == Outcome.Ending.ABSENT;
    var version = "{\"version\":" + (absent ? 0 : outcome.version());
    if (outcome.ending() == Outcome.Ending.OK
        && (outcome.length() != null || String.valueOf(outcome.answer()).startsWith("\""))) {
      return version + ",\"length\":" + CounterOperations.length(outcome) + "}";
    }
    return version + (outcome.answer() == null ? "}" : ",\"value\":" + outcome.answer() + "}");
  }
}
