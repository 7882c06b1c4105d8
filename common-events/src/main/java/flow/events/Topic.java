package flow.events;

import java.util.List;

/// A stream of messages of one type, and the name both ends know it by.
///
/// @param name the topic's name in Kafka
/// @param type the sealed type of its messages
public record Topic<M extends Message>(String name, Class<M> type) {

  public static final Topic<SessionCommand> SESSION_COMMANDS =
      new Topic<>("flow.session.commands", SessionCommand.class);

  public static final Topic<SessionEvent> SESSION_EVENTS =
      new Topic<>("flow.session.events", SessionEvent.class);

  public static final Topic<WorkletCommand> WORKLET_COMMANDS =
      new Topic<>("flow.worklet.commands", WorkletCommand.class);

  public static final Topic<WorkletEvent> WORKLET_EVENTS =
      new Topic<>("flow.worklet.events", WorkletEvent.class);

  public static final List<Topic<?>> ALL =
      List.of(SESSION_COMMANDS, SESSION_EVENTS, WORKLET_COMMANDS, WORKLET_EVENTS);

  /// Where the records of this topic go that could not be handled.
  public String deadLetters() {
    return name + ".dlt";
  }
}
