package flow.kv.web;

import java.util.function.Function;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Mono;

/// One call of the interface.
///
/// @param operation its name in the OpenAPI document and in metrics
/// @param verb what follows the colon of the path; empty for none
public record Route(
    String operation,
    HttpMethod method,
    Target.Shape shape,
    String verb,
    Access access,
    Function<Call, Mono<Void>> handler) {

  public static Route key(
      String operation,
      HttpMethod method,
      String verb,
      Access access,
      Function<Call, Mono<Void>> handler) {
    return new Route(operation, method, Target.Shape.KEY, verb, access, handler);
  }

  public static Route namespace(
      String operation,
      HttpMethod method,
      String verb,
      Access access,
      Function<Call, Mono<Void>> handler) {
    return new Route(operation, method, Target.Shape.NAMESPACE, verb, access, handler);
  }

  public static Route store(
      String operation,
      HttpMethod method,
      String verb,
      Access access,
      Function<Call, Mono<Void>> handler) {
    return new Route(operation, method, Target.Shape.STORE, verb, access, handler);
  }

  public static Route tokens(
      String operation, HttpMethod method, Function<Call, Mono<Void>> handler) {
    return new Route(operation, method, Target.Shape.TOKENS, "", Access.OPERATE, handler);
  }

  public static Route worklet(
      String operation, HttpMethod method, Function<Call, Mono<Void>> handler) {
    return new Route(operation, method, Target.Shape.WORKLET, "", Access.OPERATE, handler);
  }

  public static Route worklets(
      String operation, HttpMethod method, Function<Call, Mono<Void>> handler) {
    return new Route(operation, method, Target.Shape.WORKLETS, "", Access.OPERATE, handler);
  }
}
