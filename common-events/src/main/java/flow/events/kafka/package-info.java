/// How messages travel: the one place that knows reactor-kafka.
@NullMarked
package flow.events.kafka;

import org.jspecify.annotations.NullMarked;
