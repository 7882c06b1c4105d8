package flow.kv.transfer;

import flow.kv.entries.Change;
import flow.kv.entries.Outcome;
import flow.kv.entries.Outcomes;
import flow.kv.entries.PostgresChanges;
import flow.kv.entries.Quota;
import flow.kv.postgres.Postgres;
import flow.kv.postgres.PostgresStatement;
import java.io.Serial;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
class PostgresFreight implements Freight {

  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final int PAGE = 100;

  private final Postgres postgres;
  private final Quota quota;

  PostgresFreight(Postgres postgres, Quota quota) {
    this.postgres = postgres;
    this.quota = quota;
  }

  @Override
  public Flux<Carried> out(UUID worklet, @Nullable String namespace) {
    return postgres.snapshot(
        LIMIT,
        transaction ->
            transaction
                .rows(
                    new PostgresStatement(
                            "select set_config('flow.worklets', array[$1::uuid]::text, true)")
                        .with(worklet),
                    _ -> true)
                .thenMany(
                    transaction.rows(
                        new PostgresStatement(
                                """
                                select namespace, key, value, version, expires_at from kv.worklet_kv_store
                                where worklet_id = $1 and ($2::text is null or namespace = $2)
                                  and (expires_at is null or expires_at > now())
                                order by namespace, key
                                """)
                            .with(worklet)
                            .with(namespace, String.class)
                            .paged(PAGE),
                        row ->
                            new Carried(
                                Objects.requireNonNull(row.get(0, String.class)),
                                Objects.requireNonNull(row.get(1, String.class)),
                                Objects.requireNonNull(row.get(2, byte[].class)),
                                Objects.requireNonNull(row.get(3, Long.class)),
                                row.get(4, Instant.class)))));
  }

  @Override
  public Mono<Report> in(List<List<Change>> loads, Conflict conflict, boolean dryRun) {
    return postgres
        .<Report>transaction(
            LIMIT,
            transaction ->
                Flux.fromIterable(loads)
                    .concatMap(load ->
                        PostgresChanges.apply(transaction, load, quota)
                            .map(outcomes -> report(load, outcomes, conflict)))
                    .reduce(Report.NOTHING, Report::plus)
                    .flatMap(report ->
                        dryRun || !report.conflicts().isEmpty()
                            ? Mono.error(new Undone(report))
                            : Mono.just(report)))
        .onErrorResume(Undone.class, undone -> Mono.just(undone.report));
  }

  private static Report report(List<Change> load, List<Outcome> outcomes, Conflict conflict) {
    var report = Report.NOTHING;
    for (int i = 0; i < load.size(); i++) {
      report = report.plus(report(load.get(i), outcomes.get(i), conflict));
    }
    return report;
  }

  private static Report report(Change change, Outcome outcome, Conflict conflict) {
    return switch (outcome.ending()) {
      case CREATED -> new Report(1, 0, 0, List.of());
      case REPLACED -> new Report(0, 1, 0, List.of());
      case VERSION_MISMATCH ->
          new Report(
              0,
              0,
              1,
              conflict == Conflict.FAIL
                  ? List.of(change.entry().namespace() + "/" + change.entry().key())
                  : List.of());
      default -> throw Outcomes.refusal(outcome.ending(), outcome.version());
    };
  }

  /// Carries a report out of a transaction that is rolled back.
  private static final class Undone extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    private final transient Report report;

    private Undone(Report report) {
      super("rolled back as asked", null, false, false);
      this.report = report;
    }
  }
}
