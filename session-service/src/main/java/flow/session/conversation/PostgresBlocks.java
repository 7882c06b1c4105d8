package flow.session.conversation;

import static flow.session.conversation.PostgresRow.bind;
import static flow.session.conversation.PostgresRow.json;
import static flow.session.conversation.PostgresRow.storable;

import flow.events.SessionEvent.ToolFinished;
import flow.events.TurnId;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

final class PostgresBlocks implements Blocks {

  private final DatabaseClient database;

  PostgresBlocks(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<Void> add(Block block) {
    var tool = block.tool();
    var statement =
        database
            .sql(
                """
                insert into session.block (turn, number, kind, message, text, tool_use, tool_name, tool_input, at)
                values (:turn, :number, :kind, :message, :text, :use, :name, :input, :at)
                on conflict (turn, number) do nothing
                """)
            .bind("turn", block.turn().value())
            .bind("number", block.number())
            .bind("kind", block.kind().name())
            .bind("message", block.message())
            .bind("text", storable(block.text()))
            .bind("at", PostgresRow.time(block.at()));
    statement = bind(statement, "use", tool == null ? null : tool.use(), String.class);
    statement = bind(statement, "name", tool == null ? null : tool.name(), String.class);
    var input = tool == null ? null : json(tool.input(), JsonNode.class);
    return bind(statement, "input", input, Json.class).then();
  }

  @Override
  public Mono<Void> toolEnded(
      TurnId turn, String use, ToolFinished.Outcome outcome, String result) {
    return database
        .sql(
            """
            update session.block set tool_outcome = :outcome, tool_result = :result
            where turn = :turn and tool_use = :use
            """)
        .bind("outcome", outcome.name())
        .bind("result", storable(result))
        .bind("turn", turn.value())
        .bind("use", use)
        .then();
  }

  @Override
  public Mono<Void> abandon(TurnId turn, int from) {
    return database
        .sql("update session.block set abandoned = true where turn = :turn and number >= :from")
        .bind("turn", turn.value())
        .bind("from", from)
        .then();
  }

  @Override
  public Flux<Block> of(TurnId turn) {
    return database
        .sql(
            """
            select turn, number, kind, message, text, tool_use, tool_name, tool_input::text as tool_input,
                   tool_outcome, tool_result, at
            from session.block where turn = :turn and not abandoned order by number
            """)
        .bind("turn", turn.value())
        .map(PostgresBlocks::block)
        .all();
  }

  @Override
  public Mono<Integer> next(TurnId turn) {
    return database
        .sql("select coalesce(max(number) + 1, 0) from session.block where turn = :turn")
        .bind("turn", turn.value())
        .mapValue(Integer.class)
        .one();
  }

  private static Block block(Readable readable) {
    var row = new PostgresRow(readable);
    var outcome = row.textOrNull("tool_outcome");
    return new Block(
        new TurnId(row.id("turn")),
        row.small("number"),
        Block.Kind.valueOf(row.text("kind")),
        row.text("message"),
        row.text("text"),
        row.textOrNull("tool_use") == null
            ? null
            : new Block.Tool(
                row.text("tool_use"),
                row.text("tool_name"),
                row.json("tool_input", JsonNode.class),
                outcome == null ? null : ToolFinished.Outcome.valueOf(outcome),
                row.textOrNull("tool_result")),
        row.time("at"));
  }
}
