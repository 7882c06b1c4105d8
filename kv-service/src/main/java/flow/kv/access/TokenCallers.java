package flow.kv.access;

import flow.kv.web.Caller;
import flow.kv.web.Callers;
import flow.platform.web.OperatorToken;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Tells callers by the token they present.
@Component
class TokenCallers implements Callers {

  private static final String SCHEME = "Bearer ";
  private static final int LONGEST = 200;

  private final OperatorToken operator;
  private final KnownTokens tokens;

  TokenCallers(OperatorToken operator, KnownTokens tokens) {
    this.operator = operator;
    this.tokens = tokens;
  }

  @Override
  public Mono<Caller> identify(HttpHeaders headers) {
    var given = headers.getFirst(HttpHeaders.AUTHORIZATION);
    if (given == null || !given.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Mono.empty();
    }
    var token = given.substring(SCHEME.length()).strip();
    if (token.isEmpty() || token.length() > LONGEST) {
      return Mono.empty();
    }
    if (operator.in(headers)) {
      return Mono.just(new Caller.Operator());
    }
    return tokens
        .find(Token.hash(token))
        .map(grant -> new Caller.Worklet(grant.worklet(), grant.writes()));
  }
}
