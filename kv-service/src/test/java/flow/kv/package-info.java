/// The whole service over HTTP, with real PostgreSQL and real Kafka.
@NullMarked
package flow.kv;

import org.jspecify.annotations.NullMarked;
