package flow.worklet.lifecycle;

import org.jspecify.annotations.Nullable;

/// What became of a command.
public sealed interface Outcome {

  /// It takes effect.
  record Accepted() implements Outcome {}

  /// It took effect before.
  record Repeated() implements Outcome {}

  /// It changed nothing.
  ///
  /// @param cause a sentence for people
  /// @param remedy what can be done about it
  record Refused(Reason reason, String cause, @Nullable String remedy) implements Outcome {

    public String sentence() {
      return remedy == null ? cause : cause + " " + remedy;
    }
  }

  /// Why a command was refused.
  enum Reason {
    INVALID,
    NOT_FOUND,
    CONFLICT,
    TOO_MANY_WAITING,
    NO_ENGINE
  }
}
