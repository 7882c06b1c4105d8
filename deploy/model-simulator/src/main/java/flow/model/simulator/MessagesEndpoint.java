package flow.model.simulator;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.HttpServerRoutes;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The API's paths.
final class MessagesEndpoint {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Attempts attempts = new Attempts();
  private final RequestLog log;
  private final @Nullable String credential;

  MessagesEndpoint(RequestLog log, @Nullable String credential) {
    this.log = log;
    this.credential = credential;
  }

  void routes(HttpServerRoutes routes) {
    routes
        .post("/v1/messages/count_tokens", (request, response) -> received(request, response, true))
        .post("/v1/messages", (request, response) -> received(request, response, false))
        .get("/requests", (_, response) -> json(response, 200, JSON.valueToTree(log.requests())))
        .route(_ -> true, this::elsewhere);
  }

  private Publisher<Void> elsewhere(HttpServerRequest request, HttpServerResponse response) {
    var known = Map.of("/", "The offline model.", "/api/hello", "hello").get(request.fullPath());
    return known != null
        ? response.header("content-type", "text/plain").sendString(Mono.just(known))
        : refuse(response, Refusal.of(404, 0));
  }

  private Publisher<Void> received(
      HttpServerRequest request, HttpServerResponse response, boolean counting) {
    return request
        .receive()
        .aggregate()
        .asString()
        .defaultIfEmpty("")
        .flatMap(body -> Mono.from(answer(request, response, body, counting)));
  }

  private Publisher<Void> answer(
      HttpServerRequest request, HttpServerResponse response, String body, boolean counting) {
    var headers = headers(request);
    log.add(new RecordedRequest(request.method().name(), request.uri(), headers, body));
    var refusal = RequestRules.credentials(headers, credential);
    if (refusal.isPresent()) {
      return refuse(response, refusal.get());
    }
    JsonNode json;
    try {
      json = JSON.readTree(body);
    } catch (JacksonException e) {
      return refuse(response, Refusal.invalid("The request body is not valid JSON"));
    }
    refusal = RequestRules.body(json, counting);
    if (refusal.isPresent()) {
      return refuse(response, refusal.get());
    }
    if (counting) {
      return json(response, 200, Steps.object().put("input_tokens", Answer.tokens(body.length())));
    }
    return reply(response, json, body.length(), headers);
  }

  private Publisher<Void> reply(
      HttpServerResponse response, JsonNode request, int characters, Map<String, String> headers) {
    var conversation = Conversation.of(request);
    var reply =
        Script.in(conversation.prompt(), conversation.workspace())
            .map(script -> script.reply(conversation.answers()))
            .orElseGet(() -> Demonstration.reply(conversation));
    var session = headers.getOrDefault("x-claude-code-session-id", "");
    var attempt = "%s %d %s".formatted(session, conversation.answers(), conversation.prompts());
    var fault = attempts.next(attempt, reply).orElse(null);
    if (fault instanceof Fault.Refused refused) {
      return refuse(response, refused.refusal());
    }
    var answer = Answer.of(reply, conversation, request.path("model").asString(), characters);
    if (!request.path("stream").asBoolean(false)) {
      return Mono.delay(reply.pause()).then(Mono.from(json(response, 200, WholeAnswer.of(answer))));
    }
    var events = Faults.spoil(AnswerEvents.of(answer), reply.pause(), fault);
    return stream(response, noted(events, conversation.prompt()));
  }

  private Flux<String> noted(Flux<String> events, String prompt) {
    return Flux.defer(() -> {
      var began = Instant.now();
      return events.doOnComplete(() -> log.add(new Streamed(prompt, began, Instant.now())));
    });
  }

  private static Publisher<Void> stream(HttpServerResponse response, Flux<String> events) {
    return response.sse().header("cache-control", "no-cache").sendString(events);
  }

  private static Publisher<Void> refuse(HttpServerResponse response, Refusal refusal) {
    if (refusal.retryAfter() > 0) {
      response.header("retry-after", Integer.toString(refusal.retryAfter()));
    }
    return json(response, refusal.status(), WholeAnswer.error(refusal));
  }

  private static Publisher<Void> json(HttpServerResponse response, int status, JsonNode body) {
    return response
        .status(status)
        .header("content-type", "application/json")
        .sendString(Mono.just(body.toString()));
  }

  private static Map<String, String> headers(HttpServerRequest request) {
    var headers = new LinkedHashMap<String, String>();
    request
        .requestHeaders()
        .forEach(
            header -> headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
    return headers;
  }
}
