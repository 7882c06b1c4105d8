package flow.events.outbox;

import flow.events.Message;
import flow.events.MessageCodec;
import flow.events.Topic;
import flow.events.kafka.Envelope;
import flow.platform.database.Transactions;
import java.time.Instant;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// Notes messages in the database and wakes the relay after the commit.
final class TransactionalOutbox implements Outbox {

  private final OutboxRows rows;
  private final Transactions transactions;
  private final OutboxRelay relay;

  TransactionalOutbox(OutboxRows rows, Transactions transactions, OutboxRelay relay) {
    this.rows = rows;
    this.transactions = transactions;
    this.relay = relay;
  }

  @Override
  public <M extends Message> Mono<Void> add(Topic<M> topic, M message) {
    return Mono.deferContextual(context -> {
      var key = new OutboxKey(topic.name(), message.key());
      String trace =
          context.getOrEmpty(Envelope.TRACE).map(Object::toString).orElseGet(Envelope::newTrace);
      var envelope =
          new Envelope(UUID.randomUUID(), message.getClass().getSimpleName(), Instant.now(), trace);
      return rows.add(key, MessageCodec.encode(topic, message), envelope)
          .then(transactions.afterCommit(() -> relay.wake(key)));
    });
  }
}
