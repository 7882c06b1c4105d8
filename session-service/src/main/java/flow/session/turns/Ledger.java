package flow.session.turns;

import flow.events.SessionEvent;
import flow.events.SessionId;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/// Writes about one session under one epoch: rows and what is told of them in one transaction,
/// which fails once another epoch owns the session.
final class Ledger {

  private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);
  private static final int TRIES = 30;

  private final SessionId session;
  private final Office office;
  private final Announcer announcer;
  private final BooleanSupplier owned;

  /// @param owned whether the session is still this instance's
  Ledger(SessionId session, Office office, Announcer announcer, BooleanSupplier owned) {
    this.session = session;
    this.office = office;
    this.announcer = announcer;
    this.owned = owned;
  }

  long epoch() {
    return announcer.epoch();
  }

  SessionId session() {
    return session;
  }

  Office office() {
    return office;
  }

  Mono<Void> say(Announcer.Numbered<?> event) {
    return announcer.say(event);
  }

  Mono<Void> stream(Announcer.Numbered<SessionEvent.TextAppended> text) {
    return announcer.stream(text);
  }

  /// Keeps all of the work or nothing. While the database does not answer it is tried again: a line
  /// of the CLI comes only once.
  Mono<Void> keep(Mono<Void> work) {
    return office
        .transactions()
        .in(office.sessions().guard(session, announcer.epoch()).then(work))
        .retryWhen(
            Retry.backoff(TRIES, Duration.ofMillis(100))
                .maxBackoff(Duration.ofSeconds(1))
                .doBeforeRetry(
                    again -> LOG.warn("session {}: not kept yet", session, again.failure()))
                .filter(error -> passes(error) && owned.getAsBoolean()));
  }

  /// Whether it is the database that does not answer for a while.
  private static boolean passes(Throwable error) {
    return error instanceof TransientDataAccessException
        || error instanceof DataAccessResourceFailureException
        || error instanceof TransactionException
        || error instanceof TimeoutException;
  }
}
