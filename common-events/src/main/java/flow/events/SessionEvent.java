package flow.events;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The life of a session, from the first prompt to its end.
///
/// Every event carries the epoch of the owner that said it; readers drop events of an epoch lower
/// than the highest they saw. Within an epoch `seq` grows by the order of saying; streamed text
/// ([TextAppended]) shares the number line, so gaps are allowed.
public sealed interface SessionEvent extends Message {

  SessionId session();

  /// The owner's fencing token.
  long epoch();

  /// The place in the session's order.
  long seq();

  @Override
  default String key() {
    return session().toString();
  }

  /// A session exists now.
  record Opened(SessionId session, long epoch, long seq, Origin origin, Instant at)
      implements SessionEvent {}

  /// A prompt waits.
  ///
  /// @param ahead how many turns run or wait before this one, in the session or, when it waits for
  ///   a free process, on the instance
  /// @param reason what it waits for
  record Queued(
      SessionId session, long epoch, long seq, TurnId turn, int ahead, Reason reason, Instant at)
      implements SessionEvent {

    public enum Reason {
      /// Another turn of this session runs.
      SESSION_BUSY,
      /// `MAX_SESSIONS` processes are alive.
      NO_FREE_PROCESS
    }
  }

  /// Claude works on the prompt now.
  ///
  /// @param attempt 1 for the first; more when a cut turn is taken up again
  record Started(SessionId session, long epoch, long seq, TurnId turn, int attempt, Instant at)
      implements SessionEvent {}

  /// The answer grew.
  ///
  /// @param block number of the content block in the turn, counted from 0 over all attempts
  /// @param offset where the text begins in its block, in UTF-16 units
  /// @param text what was added
  /// @param at when the line was read from the CLI
  record TextAppended(
      SessionId session,
      long epoch,
      long seq,
      TurnId turn,
      int block,
      int offset,
      String text,
      Instant at)
      implements SessionEvent {}

  /// A block of the answer is whole. It replaces what was appended.
  ///
  /// @param sha256 of the text in UTF-8, lower-case hexadecimal
  record BlockCompleted(
      SessionId session,
      long epoch,
      long seq,
      TurnId turn,
      int block,
      String text,
      String sha256,
      Instant at)
      implements SessionEvent {}

  /// Blocks of this number and above are thrown away: the CLI answers anew.
  record TextAbandoned(
      SessionId session, long epoch, long seq, TurnId turn, int fromBlock, Instant at)
      implements SessionEvent {}

  /// A tool runs.
  ///
  /// @param tool the CLI's id of this use
  /// @param block the place among the turn's blocks
  /// @param name the tool's name, such as `Bash`
  /// @param summary a short, safe line about its input
  record ToolStarted(
      SessionId session,
      long epoch,
      long seq,
      TurnId turn,
      String tool,
      int block,
      String name,
      String summary,
      Instant at)
      implements SessionEvent {}

  /// A tool has run, failed, or was not allowed to run.
  record ToolFinished(
      SessionId session,
      long epoch,
      long seq,
      TurnId turn,
      String tool,
      ToolFinished.Outcome outcome,
      String summary,
      Instant at)
      implements SessionEvent {

    public enum Outcome {
      DONE,
      FAILED,
      DENIED
    }
  }

  /// Claude's to-do list is now this.
  record TodosUpdated(
      SessionId session, long epoch, long seq, TurnId turn, List<Todo> todos, Instant at)
      implements SessionEvent {}

  /// Claude wants to use a tool and somebody has to say whether it may.
  ///
  /// @param approval names the request in [SessionCommand.Decide]
  /// @param name the tool's name
  /// @param summary one line
  /// @param detail exactly what will run: the command, or the file and its new content
  /// @param sessionScope what "Allow for this session" would allow, in words; absent when the CLI
  ///   offers no such rule
  record ApprovalRequested(
      SessionId session,
      long epoch,
      long seq,
      TurnId turn,
      String approval,
      String name,
      String summary,
      String detail,
      @Nullable String sessionScope,
      Instant at)
      implements SessionEvent {}

  /// An approval is settled: by a person, or because nobody waits for it any more.
  record ApprovalDecided(
      SessionId session,
      long epoch,
      long seq,
      TurnId turn,
      String approval,
      ApprovalDecided.Outcome outcome,
      String by,
      @Nullable String reason,
      Instant at)
      implements SessionEvent {

    public enum Outcome {
      ALLOWED_ONCE,
      ALLOWED_FOR_SESSION,
      DENIED,
      /// The process that asked is gone, or the turn was stopped.
      LAPSED
    }
  }

  /// The model did not answer and is asked again.
  record RetryScheduled(
      SessionId session,
      long epoch,
      long seq,
      TurnId turn,
      int attempt,
      Duration delay,
      String reason,
      Instant at)
      implements SessionEvent {}

  /// The turn is done.
  record Completed(SessionId session, long epoch, long seq, TurnId turn, Usage usage, Instant at)
      implements SessionEvent {}

  /// The turn could not be done.
  ///
  /// @param cause what went wrong, in a sentence for people
  /// @param remedy what can be done about it
  record Failed(
      SessionId session,
      long epoch,
      long seq,
      TurnId turn,
      String cause,
      @Nullable String remedy,
      Instant at)
      implements SessionEvent {}

  /// The turn was stopped before its end.
  ///
  /// @param cause by a person, or by a crash that could not be mended
  /// @param by who stopped it; absent for a crash
  record Interrupted(
      SessionId session,
      long epoch,
      long seq,
      TurnId turn,
      Cause cause,
      @Nullable String by,
      Instant at)
      implements SessionEvent {

    public enum Cause {
      CANCELLED,
      WITHDRAWN,
      CRASHED
    }
  }

  /// The session was idle for so long that its process was stopped; the next prompt resumes it.
  record Expired(SessionId session, long epoch, long seq, Instant at) implements SessionEvent {}

  /// The session is over for good.
  record Ended(SessionId session, long epoch, long seq, String by, Instant at)
      implements SessionEvent {}
}
