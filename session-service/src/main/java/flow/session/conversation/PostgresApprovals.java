package flow.session.conversation;

import static flow.session.conversation.PostgresRow.bind;
import static flow.session.conversation.PostgresRow.json;

import flow.events.SessionEvent.ApprovalDecided;
import flow.events.SessionId;
import flow.events.TurnId;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

final class PostgresApprovals implements Approvals {

  private final DatabaseClient database;

  PostgresApprovals(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<Void> ask(Approval approval) {
    var statement =
        database
            .sql(
                """
                insert into session.approval (request, session, turn, tool_use, tool_name, tool_input, rule, asked_at)
                values (:request, :session, :turn, :use, :tool, :input, :rule, :at)
                on conflict (request) do nothing
                """)
            .bind("request", approval.request())
            .bind("session", approval.session().value())
            .bind("turn", approval.turn().value())
            .bind("use", approval.use())
            .bind("tool", approval.tool())
            .bind("input", json(approval.input(), JsonNode.class))
            .bind("at", PostgresRow.time(approval.askedAt()));
    var rule = approval.rule() == null ? null : json(approval.rule(), JsonNode.class);
    return bind(statement, "rule", rule, Json.class).then();
  }

  @Override
  public Flux<Approval> open(SessionId session) {
    return database
        .sql(
            """
            select request, session, turn, tool_use, tool_name, tool_input::text as tool_input,
                   rule::text as rule, asked_at
            from session.approval where session = :session and outcome is null order by asked_at
            """)
        .bind("session", session.value())
        .map(PostgresApprovals::approval)
        .all();
  }

  @Override
  public Mono<Void> decide(
      String request,
      ApprovalDecided.Outcome outcome,
      String by,
      @Nullable String reason,
      Instant at) {
    var statement =
        database
            .sql(
                """
                update session.approval
                set outcome = :outcome, decided_by = :by, reason = :reason, decided_at = :at
                where request = :request and outcome is null
                """)
            .bind("outcome", outcome.name())
            .bind("by", by)
            .bind("at", PostgresRow.time(at))
            .bind("request", request);
    return bind(statement, "reason", reason, String.class).then();
  }

  private static Approval approval(Readable readable) {
    var row = new PostgresRow(readable);
    return new Approval(
        row.text("request"),
        new SessionId(row.id("session")),
        new TurnId(row.id("turn")),
        row.text("tool_use"),
        row.text("tool_name"),
        row.json("tool_input", JsonNode.class),
        row.jsonOrNull("rule", JsonNode.class),
        row.time("asked_at"));
  }
}
