package flow.slack.gateway.inbound;

import java.time.Duration;
import reactor.core.publisher.Flux;

/// The threads Flow takes part in, as far as missed messages are concerned.
interface LiveThreads {

  /// A thread.
  ///
  /// @param seenTs the newest message that was taken in
  record LiveThread(String team, String channel, String threadTs, String seenTs) {}

  /// Those that were active lately, the latest first.
  Flux<LiveThread> since(Duration age, int most);
}
