package flow.platform.database;

import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/// Units of work in the database: all of it is kept, or nothing.
public final class Transactions {

  private final TransactionalOperator operator;

  public Transactions(ReactiveTransactionManager manager) {
    this.operator = TransactionalOperator.create(manager);
  }

  /// The work in one transaction; it joins the one it is called in.
  public <T> Mono<T> in(Mono<T> work) {
    return operator.transactional(work);
  }

  /// Has the action run once the transaction around this call is committed, and not when it is
  /// rolled back. The action must be quick and must not fail.
  public Mono<Void> afterCommit(Runnable action) {
    return TransactionSynchronizationManager.forCurrentTransaction()
        .doOnNext(transaction ->
            transaction.registerSynchronization(
                new TransactionSynchronization() {
                  @Override
                  public Mono<Void> afterCommit() {
                    return Mono.fromRunnable(action);
                  }
                }))
        .then();
  }
}
