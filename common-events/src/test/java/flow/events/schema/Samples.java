package flow.events.schema;

import flow.events.CommandId;
import flow.events.DeploymentId;
import flow.events.Message;
import flow.events.Origin;
import flow.events.SessionId;
import flow.events.Todo;
import flow.events.Topic;
import flow.events.TurnId;
import flow.events.Usage;
import flow.events.WorkletId;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/// One message of every type, each component filled with a value that tells its name.
final class Samples {

  private static final UUID ID = UUID.fromString("00000000-0000-4000-8000-000000000001");

  private Samples() {}

  static <M extends Message> Stream<M> of(Topic<M> topic) {
    return Arrays.stream(topic.type().getPermittedSubclasses())
        .map(type -> topic.type().cast(sample(type)));
  }

  private static Object sample(Class<?> record) {
    var components = record.getRecordComponents();
    var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = record.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(Arrays.stream(components).map(Samples::value).toArray());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no sample of " + record, e);
    }
  }

  private static Object value(RecordComponent component) {
    Class<?> type = component.getType();
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    return switch (type.getSimpleName()) {
      case "String" -> component.getName();
      case "int" -> 7;
      case "long" -> 8L;
      case "boolean" -> true;
      case "Instant" -> Instant.parse("2026-01-02T03:04:05.678Z");
      case "Duration" -> Duration.ofMillis(1500);
      case "BigDecimal" -> new BigDecimal("0.0125");
      case "SessionId" -> new SessionId(ID);
      case "CommandId" -> new CommandId(ID);
      case "TurnId" -> new TurnId(ID);
      case "WorkletId" -> new WorkletId(ID);
      case "DeploymentId" -> new DeploymentId(ID);
      case "Map" -> Map.of("NAME", "value");
      case "List" -> List.of(new Todo("text", Todo.State.IN_PROGRESS));
      case "Usage" -> sample(Usage.class);
      case "Slack", "Origin" ->
          new Origin.Slack("team", "channel", "threadTs", "user", "messageTs");
      default -> throw new IllegalStateException("no sample value for " + component);
    };
  }
}
