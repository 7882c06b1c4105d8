package flow.events;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/// What travels over a topic: a command or an event. Messages with the same key arrive in the order
/// in which they were published.
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface Message permits SessionCommand, SessionEvent, WorkletCommand, WorkletEvent {

  /// When it was said.
  Instant at();

  /// What keeps related messages in order.
  @JsonIgnore
  String key();
}
