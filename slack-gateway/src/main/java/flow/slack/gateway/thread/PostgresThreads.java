package flow.slack.gateway.thread;

import static java.util.Objects.requireNonNull;

import flow.events.WorkletId;
import flow.slack.gateway.send.Messages.Place;
import io.r2dbc.spi.Readable;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

@Repository
class PostgresThreads implements Threads {

  private final DatabaseClient database;

  PostgresThreads(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<Owned> find(Place place) {
    return database
        .sql(
            """
            select starter, worklet from gateway.thread
            where team = :team and channel = :channel and thread_ts = :thread
            """)
        .bind("team", place.team())
        .bind("channel", place.channel())
        .bind("thread", requireNonNull(place.threadTs()))
        .map((Readable row) -> owned(place, row))
        .one();
  }

  @Override
  public Mono<Void> own(Owned owned, String seenTs) {
    var statement =
        database
            .sql(
                """
                insert into gateway.thread (team, channel, thread_ts, starter, worklet, seen_ts)
                values (:team, :channel, :thread, :starter, :worklet, :seen)
                on conflict (team, channel, thread_ts) do update set active_at = clock_timestamp()
                """)
            .bind("team", owned.place().team())
            .bind("channel", owned.place().channel())
            .bind("thread", requireNonNull(owned.place().threadTs()))
            .bind("starter", owned.starter())
            .bind("seen", seenTs);
    var worklet = owned.worklet();
    return (worklet == null
            ? statement.bindNull("worklet", UUID.class)
            : statement.bind("worklet", worklet.value()))
        .then();
  }

  private static Owned owned(Place place, Readable row) {
    var worklet = row.get("worklet", UUID.class);
    return new Owned(
        place,
        requireNonNull(row.get("starter", String.class)),
        worklet == null ? null : new WorkletId(worklet));
  }
}
