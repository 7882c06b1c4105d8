package flow.worklet.api;

import flow.events.WorkletEvent;
import flow.events.WorkletId;
import flow.platform.web.Problem;
import flow.worklet.deployment.RunLog;
import flow.worklet.lifecycle.Announcements;
import flow.worklet.lifecycle.BuildLine;
import flow.worklet.lifecycle.Deployment;
import flow.worklet.lifecycle.Deployments;
import flow.worklet.lifecycle.State;
import flow.worklet.lifecycle.Worklet;
import flow.worklet.lifecycle.Worklets;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/// What builds and programs print, and what happens, as it happens.
@RequestMapping("/api/worklets/{id}")
@RestController
class LogController {

  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final Duration LOOK = Duration.ofMillis(300);
  private static final int PAGE = 500;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Worklets worklets;
  private final Deployments deployments;
  private final Announcements announcements;
  private final RunLog runLog;

  LogController(
      Worklets worklets, Deployments deployments, Announcements announcements, RunLog runLog) {
    this.worklets = worklets;
    this.deployments = deployments;
    this.announcements = announcements;
    this.runLog = runLog;
  }

  /// The log as text: of the newest build, or what the program printed last.
  @GetMapping(value = "/logs", params = "!follow")
  Mono<String> log(
      @PathVariable WorkletId id, @RequestParam(defaultValue = "build") String source) {
    return lines(id, source, false, 0)
        .map(line -> line.text() + "\n")
        .collectList()
        .map(lines -> String.join("", lines));
  }

  /// The log as a stream; `follow=false` sends what there is as text.
  @GetMapping(value = "/logs", params = "follow=false")
  Mono<String> wholeLog(
      @PathVariable WorkletId id, @RequestParam(defaultValue = "build") String source) {
    return log(id, source);
  }

  @GetMapping(value = "/logs", params = "follow", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  Flux<ServerSentEvent<String>> follow(
      @PathVariable WorkletId id,
      @RequestParam(defaultValue = "build") String source,
      @RequestHeader(name = "Last-Event-ID", defaultValue = "0") int last) {
    var lines =
        lines(id, source, true, last)
            .map(line ->
                ServerSentEvent.builder(line.text()).id(String.valueOf(line.line())).build());
    return alive(lines);
  }

  @GetMapping(value = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  Flux<ServerSentEvent<String>> events(
      @PathVariable WorkletId id,
      @RequestHeader(name = "Last-Event-ID", defaultValue = "0") long last) {
    var events =
        announcements
            .after(id, last)
            .map(event ->
                ServerSentEvent.builder(json(event))
                    .id(String.valueOf(event.seq()))
                    .event(event.getClass().getSimpleName())
                    .build());
    return worklets.find(id).switchIfEmpty(Mono.error(Answers::notFound)).thenMany(alive(events));
  }

  private static String json(WorkletEvent event) {
    return JSON.writerFor(WorkletEvent.class).writeValueAsString(event);
  }

  /// A comment now and then keeps what is between from closing the connection.
  private static Flux<ServerSentEvent<String>> alive(Flux<ServerSentEvent<String>> events) {
    var heartbeat =
        Flux.interval(HEARTBEAT)
            .onBackpressureDrop()
            .map(_ -> ServerSentEvent.<String>builder().comment("").build());
    return events.publish(
        shared -> Flux.merge(shared, heartbeat.takeUntilOther(shared.ignoreElements())));
  }

  private Flux<BuildLine> lines(WorkletId id, String source, boolean follow, int after) {
    var worklet =
        worklets
            .find(id)
            .filter(found -> found.state() != State.DELETED)
            .switchIfEmpty(Mono.error(Answers::notFound));
    return switch (source) {
      case "build" -> worklet.flatMapMany(found -> build(found, follow, after));
      case "run" -> worklet.flatMapMany(found -> runLog.of(found, follow));
      default ->
          Flux.error(
              new Problem(
                  HttpStatus.BAD_REQUEST,
                  "validation_failed",
                  "source: \"%s\" (expected: build or run)".formatted(source)));
    };
  }

  /// The newest deployment that had a build.
  private Flux<BuildLine> build(Worklet worklet, boolean follow, int after) {
    return deployments
        .of(worklet.id())
        .filter(deployment -> deployment.kind() != Deployment.Kind.AGAIN)
        .next()
        .flatMapMany(deployment -> follow ? following(deployment, after) : all(deployment, after));
  }

  private Flux<BuildLine> all(Deployment deployment, int after) {
    return deployments
        .lines(deployment.id(), after, PAGE)
        .collectList()
        .flatMapMany(page ->
            page.size() < PAGE
                ? Flux.fromIterable(page)
                : Flux.fromIterable(page)
                    .concatWith(Flux.defer(() -> all(deployment, page.getLast().line()))));
  }

  /// Ends when the build has.
  private Flux<BuildLine> following(Deployment deployment, int after) {
    return Flux.defer(() -> {
      var last = new int[] {after};
      return Flux.interval(Duration.ZERO, LOOK)
          .onBackpressureDrop()
          .concatMap(_ -> deployments.find(deployment.id()))
          .concatMap(now ->
              all(now, last[0])
                  .doOnNext(line -> last[0] = line.line())
                  .collectList()
                  .map(lines -> new Look(now, lines)))
          .takeUntil(Look::isLast)
          .concatMapIterable(Look::lines);
    });
  }

  private record Look(Deployment deployment, List<BuildLine> lines) {

    boolean isLast() {
      return !deployment.isOpen() || !deployment.needsBuild();
    }
  }
}
