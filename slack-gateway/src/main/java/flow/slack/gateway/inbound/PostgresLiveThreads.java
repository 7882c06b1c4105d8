package flow.slack.gateway.inbound;

import static java.util.Objects.requireNonNull;

import flow.platform.database.Transactions;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

@Repository
class PostgresLiveThreads implements LiveThreads {

  private final DatabaseClient database;
  private final Transactions transactions;

  PostgresLiveThreads(DatabaseClient database, Transactions transactions) {
    this.database = database;
    this.transactions = transactions;
  }

  @Override
  public Flux<LiveThread> since(Duration age, int most) {
    return transactions
        .in(
            database
                .sql(
                    """
                    select team, channel, thread_ts, seen_ts from gateway.thread
                    where active_at > clock_timestamp() - :age * interval '1 second'
                    order by active_at desc limit :most
                    """)
                .bind("age", age.toSeconds())
                .bind("most", most)
                .map(PostgresLiveThreads::thread)
                .all()
                .collectList())
        .flatMapIterable(threads -> threads);
  }

  private static LiveThread thread(Readable row) {
    return new LiveThread(
        text(row, "team"), text(row, "channel"), text(row, "thread_ts"), text(row, "seen_ts"));
  }

  private static String text(Readable row, String column) {
    return requireNonNull(row.get(column, String.class));
  }
}
