package flow.session.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import flow.events.MessageCodec;
import flow.events.SessionEvent;
import flow.events.SessionId;
import flow.events.Topic;
import flow.session.conversation.EventLog;
import flow.session.conversation.Sessions;
import flow.session.turns.LiveText;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// What happens in a session, as it happens. Streamed text is shown by the instance that works on
/// the session; every instance shows the rest, each finished block as a whole.
@RestController
@Tag(name = "Sessions")
class EventController {

  private static final Duration PACE = Duration.ofMillis(200);
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final int AT_ONCE = 200;
  private static final String OVER = SessionEvent.Ended.class.getSimpleName();

  private final Sessions sessions;
  private final EventLog log;
  private final LiveText text;

  EventController(Sessions sessions, EventLog log, LiveText text) {
    this.sessions = sessions;
    this.log = log;
    this.text = text;
  }

  @GetMapping(
      path = "/api/sessions/{id}/events",
      produces = {MediaType.TEXT_EVENT_STREAM_VALUE, MediaType.APPLICATION_PROBLEM_JSON_VALUE})
  @Operation(summary = "Streams what happens; goes on after Last-Event-ID")
  Mono<ResponseEntity<Flux<ServerSentEvent<String>>>> events(
      @PathVariable SessionId id,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last) {
    var after = Cursor.place(last);
    return sessions
        .find(id)
        .switchIfEmpty(Mono.error(() -> NoSession.of(id)))
        .map(_ ->
            ResponseEntity.ok()
                .contentType(MediaType.TEXT_EVENT_STREAM)
                .body(stream(id, after == null ? 0 : after)));
  }

  private Flux<ServerSentEvent<String>> stream(SessionId id, long after) {
    return Flux.merge(
            told(id, after).map(told -> event(told.event()).id(Cursor.of(told.place())).build()),
            text.of(id).map(grown -> event(grown).build()),
            Flux.interval(HEARTBEAT)
                .onBackpressureDrop()
                .map(_ -> ServerSentEvent.<String>builder().comment("").build()))
        .takeUntil(event -> OVER.equals(event.event()));
  }

  /// From the log, looked at again and again.
  private Flux<EventLog.Told> told(SessionId id, long after) {
    return Flux.defer(() -> {
      var place = new AtomicLong(after);
      return Flux.defer(() -> log.after(id, place.get(), AT_ONCE))
          .doOnNext(told -> place.set(told.place()))
          .repeatWhen(rounds -> rounds.concatMap(_ -> Mono.delay(PACE)));
    });
  }

  private static ServerSentEvent.Builder<String> event(SessionEvent event) {
    return ServerSentEvent.builder(
            new String(MessageCodec.encode(Topic.SESSION_EVENTS, event), UTF_8))
        .event(event.getClass().getSimpleName());
  }
}
