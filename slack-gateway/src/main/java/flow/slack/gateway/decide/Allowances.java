package flow.slack.gateway.decide;

import reactor.core.publisher.Mono;

/// How many prompts a person may send.
interface Allowances {

  /// Takes one prompt of this minute's, in the transaction of its effect. Gives false when none is
  /// left.
  Mono<Boolean> take(String team, String person);
}
