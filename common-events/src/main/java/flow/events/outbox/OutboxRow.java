package flow.events.outbox;

import flow.events.kafka.Envelope;

/// A message that waits to be published.
record OutboxRow(OutboxKey key, long number, byte[] value, Envelope envelope) {}
