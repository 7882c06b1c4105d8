package flow.session.api;

import flow.events.CommandId;
import flow.events.Origin;
import flow.events.SessionCommand;
import flow.events.SessionId;
import flow.events.TurnId;
import flow.platform.web.Problem;
import flow.session.conversation.Session;
import flow.session.conversation.Sessions;
import flow.session.turns.CommandInbox;
import flow.session.turns.Folders;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

@RestController
@RequestMapping("/api/sessions")
@Tag(name = "Sessions", description = "Conversations with Claude")
class SessionController {

  private static final String OPERATOR = "operator";
  private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(3);

  /// What Claude shall do.
  ///
  /// @param workspace the folder to work in, below the worklets' folders; absent means the
  ///   session's own
  record NewSession(String prompt, @Nullable String workspace) {

    NewSession {
      Prompts.require(prompt);
    }
  }

  /// What Claude shall do next.
  record NewPrompt(String prompt) {

    NewPrompt {
      Prompts.require(prompt);
    }
  }

  /// Where the answer will be.
  record Accepted(SessionId session, TurnId turn) {}

  private final Sessions sessions;
  private final CommandInbox inbox;
  private final Folders folders;

  SessionController(Sessions sessions, CommandInbox inbox, Folders folders) {
    this.sessions = sessions;
    this.inbox = inbox;
    this.folders = folders;
  }

  @GetMapping
  @Operation(summary = "Lists the sessions, the newest first")
  Mono<Page<SessionView>> list(
      @RequestParam(required = false) Session.@Nullable State state,
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    return sessions
        .page(state, Cursor.place(cursor), Page.limit(limit) + 1)
        .collectList()
        .map(found ->
            Page.of(found, limit, Sessions.Placed::place)
                .map(placed -> SessionView.of(placed.session())));
  }

  @GetMapping("/{id}")
  @Operation(summary = "Shows one session")
  Mono<SessionView> find(@PathVariable SessionId id) {
    return existing(id).map(SessionView::of);
  }

  @PostMapping
  @Operation(summary = "Opens a session with a prompt")
  Mono<ResponseEntity<Accepted>> open(@RequestBody NewSession request) {
    var workspace = request.workspace();
    if (workspace != null && !folders.mayWorkIn(workspace)) {
      throw new Problem(
          HttpStatus.BAD_REQUEST,
          "validation_failed",
          "workspace: %s (expected: a folder below the worklets' folders)".formatted(workspace));
    }
    return prompt(SessionId.random(), request.prompt(), workspace)
        .delayUntil(accepted -> visible(accepted.session()))
        .map(accepted ->
            ResponseEntity.accepted()
                .location(URI.create("/api/sessions/" + accepted.session()))
                .body(accepted));
  }

  @PostMapping("/{id}/messages")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(summary = "Continues a session")
  Mono<Accepted> say(@PathVariable SessionId id, @RequestBody NewPrompt request) {
    return existing(id)
        .flatMap(session ->
            session.state() == Session.State.ENDED
                ? Mono.error(
                    new Problem(HttpStatus.CONFLICT, "session_over", "This session is over."))
                : prompt(id, request.prompt(), session.workspace()));
  }

  @PostMapping("/{id}/cancel")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(summary = "Stops what runs and what waits behind it")
  Mono<Void> cancel(@PathVariable SessionId id) {
    return existing(id)
        .flatMap(_ ->
            inbox.accept(
                new SessionCommand.Cancel(id, CommandId.random(), null, OPERATOR, Instant.now())));
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(summary = "Ends a session for good and removes its folder")
  Mono<Void> end(@PathVariable SessionId id) {
    return existing(id)
        .flatMap(_ ->
            inbox.accept(new SessionCommand.End(id, CommandId.random(), OPERATOR, Instant.now())));
  }

  private Mono<Accepted> prompt(SessionId session, String text, @Nullable String workspace) {
    var prompt =
        new SessionCommand.Prompt(
            session, CommandId.random(), new Origin.Rest(OPERATOR), text, workspace, Instant.now());
    return inbox.accept(prompt).thenReturn(new Accepted(session, prompt.turn()));
  }

  private Mono<Session> existing(SessionId id) {
    return sessions.find(id).switchIfEmpty(Mono.error(() -> NoSession.of(id)));
  }

  /// Waits until the session can be read, so that whoever opened it finds it.
  private Mono<Session> visible(SessionId id) {
    return existing(id)
        .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, Duration.ofMillis(50)))
        .timeout(VISIBLE_WITHIN, Mono.empty());
  }
}
