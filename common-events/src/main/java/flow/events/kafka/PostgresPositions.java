package flow.events.kafka;

import java.util.Collection;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/// Positions in the table `consumer_position` of the service's schema.
final class PostgresPositions implements Positions {

  private final DatabaseClient database;
  private final String group;
  private final String table;

  PostgresPositions(DatabaseClient database, String group, String schema) {
    this.database = database;
    this.group = group;
    this.table = schema + ".consumer_position";
  }

  @Override
  public Mono<Map<Integer, Long>> load(String topicId, Collection<Integer> partitions) {
    return database
        .sql(
            "select partition, next_offset from %s where consumer_group = :group and topic_id = :topic"
                .formatted(table))
        .bind("group", group)
        .bind("topic", topicId)
        .map(row ->
            Map.entry(row.get("partition", Integer.class), row.get("next_offset", Long.class)))
        .all()
        .filter(position -> partitions.contains(position.getKey()))
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  @Override
  public Mono<Boolean> advance(String topicId, int partition, long offset) {
    return database
        .sql(
            """
            insert into %1$s as position (consumer_group, topic_id, partition, next_offset)
            values (:group, :topic, :partition, :next)
            on conflict (consumer_group, topic_id, partition) do update set next_offset = :next
            where position.next_offset < :next
            """
                .formatted(table))
        .bind("group", group)
        .bind("topic", topicId)
        .bind("partition", partition)
        .bind("next", offset + 1)
        .fetch()
        .rowsUpdated()
        .map(moved -> moved == 1);
  }
}
