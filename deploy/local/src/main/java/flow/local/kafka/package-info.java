/// A Kafka broker of our own, in its own process.
@NullMarked
package flow.local.kafka;

import org.jspecify.annotations.NullMarked;
