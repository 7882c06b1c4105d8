package flow.events;

/// One line of Claude's to-do list.
public record Todo(String text, State state) {

  public enum State {
    PENDING,
    IN_PROGRESS,
    COMPLETED
  }
}
