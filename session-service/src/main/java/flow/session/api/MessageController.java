package flow.session.api;

import flow.events.SessionId;
import flow.session.conversation.Blocks;
import flow.session.conversation.Sessions;
import flow.session.conversation.Turn;
import flow.session.conversation.Turns;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/sessions/{id}/messages")
@Tag(name = "Sessions")
class MessageController {

  private final Sessions sessions;
  private final Turns turns;
  private final Blocks blocks;

  MessageController(Sessions sessions, Turns turns, Blocks blocks) {
    this.sessions = sessions;
    this.turns = turns;
    this.blocks = blocks;
  }

  @GetMapping
  @Operation(summary = "Shows the conversation, the latest turn first")
  Mono<Page<TurnView>> conversation(
      @PathVariable SessionId id,
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    return sessions
        .find(id)
        .switchIfEmpty(Mono.error(() -> NoSession.of(id)))
        .then(turns.page(id, Cursor.place(cursor), Page.limit(limit) + 1).collectList())
        .map(found -> Page.of(found, limit, Turn::place))
        .flatMap(page ->
            Flux.fromIterable(page.items())
                .concatMap(this::view)
                .collectList()
                .map(views -> new Page<>(views, page.cursor())));
  }

  private Mono<TurnView> view(Turn turn) {
    return blocks.of(turn.id()).collectList().map(found -> TurnView.of(turn, found));
  }
}
