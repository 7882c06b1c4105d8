package flow.slack.simulator.api;

import flow.slack.simulator.api.Method.Token;
import flow.slack.simulator.delivery.Address;
import flow.slack.simulator.delivery.Sockets;
import flow.slack.simulator.faults.Fault;
import flow.slack.simulator.faults.Fault.Kind;
import flow.slack.simulator.faults.Faults;
import flow.slack.simulator.faults.Limits;
import flow.slack.simulator.json.Json;
import flow.slack.simulator.record.Call;
import flow.slack.simulator.record.Records;
import flow.slack.simulator.workspace.Forms;
import flow.slack.simulator.workspace.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/// Answers calls of the Web API: token, limits, faults, effect, record.
public final class WebApi {

  private static final Set<Kind> BEFORE =
      EnumSet.of(Kind.RATE_LIMITED, Kind.ERROR_BEFORE, Kind.LOST_CALL);
  private static final Set<Kind> AFTER = EnumSet.of(Kind.ERROR_AFTER, Kind.LOST_ANSWER);

  private final Map<String, Method> methods;
  private final Credentials credentials;
  private final Faults faults;
  private final Limits limits;
  private final Records records;

  public WebApi(
      Workspace workspace,
      Forms forms,
      Sockets sockets,
      Address address,
      Credentials credentials,
      Faults faults,
      Limits limits,
      Records records) {
    this.credentials = credentials;
    this.faults = faults;
    this.limits = limits;
    this.records = records;
    methods =
        Stream.of(
                new AppMethods(sockets, address).all(),
                new ChatMethods(workspace, limits).all(),
                new ConversationMethods(workspace).all(),
                new HistoryMethods(workspace).all(),
                new PeopleMethods(workspace).all(),
                new ReactionMethods(workspace).all(),
                new ViewMethods(workspace, forms).all())
            .flatMap(List::stream)
            .collect(Collectors.toMap(Method::name, Function.identity()));
  }

  public Mono<Reply> answer(Request request) {
    var began = Instant.now();
    return delay(request.method(), Kind.LATENCY)
        .then(Mono.fromSupplier(() -> struck(request)))
        .doOnNext(reply -> record(request, reply, began))
        .delayUntil(_ -> delay(request.method(), Kind.SLOW_ANSWER));
  }

  private Mono<Long> delay(String method, Kind kind) {
    return faults
        .strike(method, EnumSet.of(kind))
        .map(fault -> Mono.delay(Duration.ofMillis(fault.millis())))
        .orElseGet(Mono::empty);
  }

  /// The answer, unless a fault takes its place before or after the effect.
  private Reply struck(Request request) {
    return struck(request, BEFORE)
        .orElseGet(() -> {
          var reply = effect(request);
          return struck(request, AFTER).orElse(reply);
        });
  }

  private Optional<Reply> struck(Request request, Set<Kind> kinds) {
    return faults.strike(request.method(), kinds).map(WebApi::failed);
  }

  private static Reply failed(Fault fault) {
    return switch (fault.kind()) {
      case RATE_LIMITED -> Reply.rateLimited(fault.retryAfter());
      case ERROR_BEFORE, ERROR_AFTER -> Reply.status(fault.status());
      case LOST_CALL -> Reply.lost("lost_call");
      case LOST_ANSWER -> Reply.lost("lost_answer");
      case LATENCY, SLOW_ANSWER -> throw new IllegalArgumentException("a delay is no failure");
    };
  }

  private Reply effect(Request request) {
    try {
      var method = allowed(request);
      var wait = limits.waitFor(method.name(), method.tier());
      if (wait > 0) {
        return Reply.rateLimited(wait);
      }
      if (request.problem() != null) {
        throw new Refusal(request.problem());
      }
      // Methods that only read do not look into a JSON body.
      var values = request.json() && !method.json() ? Json.object() : request.arguments();
      return Reply.of(method.call().on(new Arguments(values)));
    } catch (TooMany problem) {
      return Reply.rateLimited(problem.retryAfter());
    } catch (Refusal refusal) {
      return Reply.of(Answer.error(refusal));
    }
  }

  private Method allowed(Request request) {
    var method = Optional.ofNullable(methods.get(request.method()));
    var token = request.token();
    if (token == null && method.map(Method::token).orElse(Token.BOT) != Token.NONE) {
      throw new Refusal("not_authed");
    }
    var known = method.orElseThrow(() -> new Refusal("unknown_method"));
    credentials.check(known, token == null ? "" : token);
    return known;
  }

  private void record(Request request, Reply reply, Instant began) {
    var took = Duration.between(began, Instant.now());
    records.add(
        new Call(
            began, request.method(), request.arguments(), reply.outcome(), reply.status(), took));
  }
}
