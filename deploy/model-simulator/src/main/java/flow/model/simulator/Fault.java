package flow.model.simulator;

/// Something that goes wrong before an answer succeeds.
sealed interface Fault {

  /// How many requests it spoils.
  int times();

  /// The request is refused.
  record Refused(Refusal refusal, int times) implements Fault {}

  /// The connection breaks after some words.
  record Cut(int words, int times) implements Fault {}

  /// The stream reports an error after some words.
  record Overloaded(int words, int times) implements Fault {}

  /// The stream stays open and silent after some words; with -1 not even its head comes.
  record Hang(int words, int times) implements Fault {}
}
