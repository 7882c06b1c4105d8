package flow.worklet.preview;

import static java.nio.charset.StandardCharsets.UTF_8;

import flow.worklet.lifecycle.Worklet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.HtmlUtils;
import reactor.core.publisher.Mono;

/// What is shown when a worklet cannot be: a small page for people, a line for programs.
final class Pages {

  private Pages() {}

  static Mono<Void> unknown(ServerWebExchange exchange) {
    return answer(
        exchange,
        HttpStatus.NOT_FOUND,
        "There is nothing here.",
        "No worklet has this address.",
        false);
  }

  static Mono<Void> waking(ServerWebExchange exchange, Worklet worklet) {
    return answer(
        exchange,
        HttpStatus.SERVICE_UNAVAILABLE,
        worklet.name() + " is waking up",
        "It was not used for a while. This page reloads by itself.",
        true);
  }

  static Mono<Void> building(ServerWebExchange exchange, Worklet worklet) {
    return answer(
        exchange,
        HttpStatus.SERVICE_UNAVAILABLE,
        worklet.name() + " is being built",
        "This page reloads by itself.",
        true);
  }

  static Mono<Void> stopped(ServerWebExchange exchange, Worklet worklet) {
    return answer(
        exchange,
        HttpStatus.SERVICE_UNAVAILABLE,
        worklet.name() + " is stopped",
        "Somebody stopped it. Start it to see it here.",
        false);
  }

  static Mono<Void> broken(ServerWebExchange exchange, Worklet worklet) {
    return answer(
        exchange,
        HttpStatus.BAD_GATEWAY,
        worklet.name() + " does not run",
        worklet.cause() == null ? "Nothing answers there." : worklet.cause(),
        false);
  }

  static Mono<Void> noAnswer(ServerWebExchange exchange, Worklet worklet) {
    return answer(
        exchange,
        HttpStatus.BAD_GATEWAY,
        worklet.name() + " does not answer",
        "The program took the request and did not answer it.",
        false);
  }

  /// Whether a person is looking, and not a program.
  static boolean isForBrowser(HttpHeaders headers) {
    return headers.getAccept().stream().anyMatch(type -> type.getSubtype().equals("html"));
  }

  private static Mono<Void> answer(
      ServerWebExchange exchange, HttpStatus status, String title, String text, boolean again) {
    var response = exchange.getResponse();
    response.setStatusCode(status);
    response.getHeaders().setCacheControl("no-store");
    if (again) {
      response.getHeaders().set(HttpHeaders.RETRY_AFTER, "1");
    }
    boolean html = isForBrowser(exchange.getRequest().getHeaders());
    response
        .getHeaders()
        .setContentType(
            html
                ? new MediaType(MediaType.TEXT_HTML, UTF_8)
                : new MediaType(MediaType.TEXT_PLAIN, UTF_8));
    var body =
        html
            ? page(title, text, again ? "<meta http-equiv=\"refresh\" content=\"1\">" : null)
            : "%s. %s\n".formatted(title, text);
    return response.writeWith(
        Mono.fromSupplier(() -> response.bufferFactory().wrap(body.getBytes(UTF_8))));
  }

  private static String page(String title, String text, @Nullable String head) {
    return """
    <!doctype html>
    <html lang="en">
    <head><meta charset="utf-8"><title>%1$s</title>%3$s
    <style>body{font:16px system-ui,sans-serif;display:grid;place-items:center;min-height:90vh;color:#333}main{max-width:36rem;padding:1rem}</style></head>
    <body><main><h1>%1$s</h1><p>%2$s</p></main></body>
    </html>
    """
        .formatted(
            HtmlUtils.htmlEscape(title), HtmlUtils.htmlEscape(text), head == null ? "" : head);
  }
}
