package flow.session.narration;

import flow.events.Todo;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Reads the to-do list out of the tool that writes it.
final class Todos {

  private Todos() {}

  static List<Todo> of(JsonNode input) {
    return input.path("todos").valueStream().map(Todos::todo).toList();
  }

  private static Todo todo(JsonNode todo) {
    return new Todo(
        todo.path("content").asString(""),
        switch (todo.path("status").asString("")) {
          case "completed" -> Todo.State.COMPLETED;
          case "in_progress" -> Todo.State.IN_PROGRESS;
          default -> Todo.State.PENDING;
        });
  }
}
