package flow.kv.access;

import flow.kv.json.InvalidJson;
import flow.kv.json.JsonReader;
import flow.kv.web.Answers;
import flow.kv.web.Call;
import flow.kv.web.Code;
import flow.kv.web.Refusal;
import flow.kv.web.Route;
import flow.kv.web.Routes;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/// The operator's calls: tokens, and whole stores.
@Component
class OperatorOperations implements Routes {

  private static final int LARGEST_BODY = 10_000;

  private final Stores stores;
  private final Tokens tokens;
  private final JsonMapper json;

  OperatorOperations(Stores stores, Tokens tokens, JsonMapper json) {
    this.stores = stores;
    this.tokens = tokens;
    this.json = json;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.tokens("issueToken", HttpMethod.POST, this::issue),
        Route.tokens(
            "revokeTokens",
            HttpMethod.DELETE,
            call -> stores.revoke(call.worklet()).then(Answers.empty(call, 204))),
        Route.worklet(
            "deleteWorklet",
            HttpMethod.DELETE,
            call -> stores.purge(call.worklet()).then(Mono.defer(() -> Answers.empty(call, 204)))),
        Route.worklets("listWorklets", HttpMethod.GET, this::list));
  }

  private Mono<Void> issue(Call call) {
    return call.json(LARGEST_BODY, Wish::read)
        .flatMap(wish -> {
          var token = Token.random();
          return stores
              .admit(call.worklet(), Token.hash(token), wish.writes(), wish.origins())
              .flatMap(admitted -> admitted ? issued(call, token, wish) : Mono.error(deleted()));
        });
  }

  private Mono<Void> issued(Call call, String token, Wish wish) {
    call.response().setStatusCode(HttpStatus.CREATED);
    call.response().getHeaders().setCacheControl("no-store");
    var access = wish.writes() ? "read-write" : "read-only";
    return Answers.json(call, "{\"token\":\"" + token + "\",\"access\":\"" + access + "\"}");
  }

  private Mono<Void> list(Call call) {
    return tokens
        .stores()
        .flatMap(uses -> Answers.json(call, json.writeValueAsBytes(Map.of("worklets", uses))));
  }

  private static Refusal deleted() {
    return new Refusal(
        Code.FORBIDDEN,
        "The worklet was deleted; DELETE /v1/worklets/{workletId} removes what is left of it");
  }

  /// What a call for a token asks for.
  private record Wish(boolean writes, @Nullable List<String> origins) {

    static Wish read(JsonReader body) {
      var access = new String[] {"read-write"};
      var origins = new ArrayList<String>();
      var named = new boolean[1];
      body.object(name -> {
        switch (name) {
          case "access" -> access[0] = body.string();
          case "origins" -> {
            named[0] = true;
            body.array(() -> origins.add(origin(body.string())));
          }
          default ->
              throw new InvalidJson(
                  "unknown member \"" + name + "\"; a token has access and origins");
        }
      });
      if (!access[0].equals("read-write") && !access[0].equals("read-only")) {
        throw new InvalidJson("access is read-write or read-only");
      }
      return new Wish(access[0].equals("read-write"), named[0] ? origins : null);
    }

    private static String origin(String text) {
      try {
        var uri = URI.create(text);
        if (uri.getScheme() != null && uri.getHost() != null && uri.getRawPath().isEmpty()) {
          return text;
        }
      } catch (IllegalArgumentException notAnOrigin) {
        // told below
      }
      throw new InvalidJson("an origin looks like https://example.com");
    }
  }
}
