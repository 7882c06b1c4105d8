package flow.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a session can be asked to do.
public sealed interface SessionCommand extends Message {

  SessionId session();

  /// The same id twice is the same command.
  CommandId id();

  @Override
  default String key() {
    return session().toString();
  }

  /// Say this to Claude; opens the session when it is new. The turn that answers has this command's
  /// id.
  ///
  /// @param workspace the folder to work in, for sessions that work on a worklet's sources; absent
  ///   means the session's own
  record Prompt(
      SessionId session,
      CommandId id,
      Origin origin,
      String text,
      @Nullable String workspace,
      Instant at)
      implements SessionCommand {

    public TurnId turn() {
      return new TurnId(id.value());
    }
  }

  /// Stop a turn; without one, stop what runs and everything that waits behind it.
  ///
  /// @param by who asked: a Slack user id, or the name of the caller
  record Cancel(SessionId session, CommandId id, @Nullable TurnId turn, String by, Instant at)
      implements SessionCommand {}

  /// The answer to an [SessionEvent.ApprovalRequested].
  ///
  /// @param approval which request
  /// @param by who decided
  /// @param reason why it was denied, told to Claude
  record Decide(
      SessionId session,
      CommandId id,
      String approval,
      Decision decision,
      String by,
      @Nullable String reason,
      Instant at)
      implements SessionCommand {}

  /// Replace the text of a prompt that still waits.
  record Amend(SessionId session, CommandId id, TurnId turn, String text, Instant at)
      implements SessionCommand {}

  /// Take back a prompt that still waits.
  record Withdraw(SessionId session, CommandId id, TurnId turn, Instant at)
      implements SessionCommand {}

  /// End the session for good and remove its folder.
  record End(SessionId session, CommandId id, String by, Instant at) implements SessionCommand {}
}
