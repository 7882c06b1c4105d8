package flow.slack.gateway.render;

/// What an event does to the stored text of a turn.
sealed interface TextChange {

  int block();

  /// Forget what the block says.
  record Clear(int block) implements TextChange {}

  /// The block says this from the place `at` on. A fragment that is there already stays.
  record Put(int block, int at, String text) implements TextChange {}
}
