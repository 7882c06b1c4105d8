package flow.slack.gateway.directory;

import flow.slack.gateway.api.SlackApi;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The names by which people know users and channels. They are asked for once an hour at most; when
/// Slack does not tell, the id stands for the name.
@Component
public class Directory {

  private static final int MOST = 5_000;
  private static final Duration KEPT = Duration.ofHours(1);
  private static final Duration KEPT_UNKNOWN = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final SlackApi slack;
  private final Map<String, Mono<String>> names = Collections.synchronizedMap(new Bounded());

  Directory(SlackApi slack) {
    this.slack = slack;
  }

  public Mono<String> user(String id) {
    return name(id, slack.userName(id));
  }

  public Mono<String> channel(String id) {
    return name(id, slack.channelName(id));
  }

  private Mono<String> name(String id, Mono<String> asked) {
    return names.computeIfAbsent(
        id,
        _ ->
            asked
                .timeout(PATIENCE)
                .defaultIfEmpty(id)
                .cache(_ -> KEPT, _ -> KEPT_UNKNOWN, () -> KEPT_UNKNOWN)
                .onErrorReturn(id));
  }

  /// Forgets the name that was asked for longest ago.
  private static final class Bounded extends LinkedHashMap<String, Mono<String>> {

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Mono<String>> eldest) {
      return size() > MOST;
    }
  }
}
