package flow.events.outbox;

/// What is published in order.
record OutboxKey(String topic, String key) {}
