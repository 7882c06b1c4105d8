package flow.slack.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import flow.events.SessionEvent;
import flow.events.SessionEvent.ApprovalDecided;
import flow.events.SessionEvent.ApprovalRequested;
import flow.events.SessionEvent.BlockCompleted;
import flow.events.SessionEvent.Completed;
import flow.events.SessionEvent.Failed;
import flow.events.SessionEvent.Interrupted;
import flow.events.SessionEvent.Queued;
import flow.events.SessionEvent.Started;
import flow.events.SessionEvent.TextAppended;
import flow.events.SessionEvent.TodosUpdated;
import flow.events.SessionEvent.ToolFinished;
import flow.events.SessionEvent.ToolStarted;
import flow.events.SessionId;
import flow.events.Todo;
import flow.events.TurnId;
import flow.events.Usage;
import flow.slack.simulator.marks.CanIgnoreReturnValue;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// One turn, told step by step.
public final class Answer {

  private static final AtomicLong SEQ = new AtomicLong(1);

  private final Claude claude;
  private final SessionId session;
  private final TurnId turn;
  private long epoch = 1;
  private int block;
  private int offset;
  private final StringBuilder text = new StringBuilder();

  Answer(Claude claude, SessionId session, TurnId turn) {
    this.claude = claude;
    this.session = session;
    this.turn = turn;
  }

  @CanIgnoreReturnValue
  public Answer underEpoch(long newer) {
    epoch = newer;
    return this;
  }

  @CanIgnoreReturnValue
  public Answer queued(int ahead) {
    return say(
        new Queued(session, epoch, seq(), turn, ahead, Queued.Reason.SESSION_BUSY, Instant.now()));
  }

  @CanIgnoreReturnValue
  public Answer starts() {
    return say(new Started(session, epoch, seq(), turn, 1, Instant.now()));
  }

  @CanIgnoreReturnValue
  public Answer writes(String more) {
    text.append(more);
    var at = offset;
    offset += more.length();
    return say(new TextAppended(session, epoch, seq(), turn, block, at, more, Instant.now()));
  }

  /// Text that was streamed but never arrived.
  @CanIgnoreReturnValue
  public Answer loses(String more) {
    text.append(more);
    offset += more.length();
    return this;
  }

  @CanIgnoreReturnValue
  public Answer endsBlock() {
    var whole = text.toString();
    text.setLength(0);
    offset = 0;
    return say(
        new BlockCompleted(
            session, epoch, seq(), turn, block++, whole, sha256(whole), Instant.now()));
  }

  /// A block that was damaged on its way.
  @CanIgnoreReturnValue
  public Answer endsBlockDamaged(String damaged) {
    var whole = text.toString();
    text.setLength(0);
    offset = 0;
    return say(
        new BlockCompleted(
            session, epoch, seq(), turn, block++, damaged, sha256(whole), Instant.now()));
  }

  @CanIgnoreReturnValue
  public Answer uses(String tool, String name, String summary) {
    return say(
        new ToolStarted(session, epoch, seq(), turn, tool, block++, name, summary, Instant.now()));
  }

  @CanIgnoreReturnValue
  public Answer used(String tool, ToolFinished.Outcome outcome) {
    return say(new ToolFinished(session, epoch, seq(), turn, tool, outcome, "", Instant.now()));
  }

  @CanIgnoreReturnValue
  public Answer plans(List<Todo> todos) {
    return say(new TodosUpdated(session, epoch, seq(), turn, todos, Instant.now()));
  }

  @CanIgnoreReturnValue
  public Answer asks(String approval, String name, String detail, @Nullable String scope) {
    return say(
        new ApprovalRequested(
            session, epoch, seq(), turn, approval, name, detail, detail, scope, Instant.now()));
  }

  @CanIgnoreReturnValue
  public Answer settled(String approval, ApprovalDecided.Outcome outcome, String by) {
    return say(
        new ApprovalDecided(
            session, epoch, seq(), turn, approval, outcome, by, null, Instant.now()));
  }

  @CanIgnoreReturnValue
  public Answer completes() {
    var usage =
        new Usage("claude-test", 1_200, 340, new BigDecimal("0.0123"), Duration.ofSeconds(7));
    return say(new Completed(session, epoch, seq(), turn, usage, Instant.now()));
  }

  @CanIgnoreReturnValue
  public Answer fails(String cause) {
    return say(new Failed(session, epoch, seq(), turn, cause, "Try again.", Instant.now()));
  }

  @CanIgnoreReturnValue
  public Answer isInterrupted(Interrupted.Cause cause, @Nullable String by) {
    return say(new Interrupted(session, epoch, seq(), turn, cause, by, Instant.now()));
  }

  @CanIgnoreReturnValue
  private Answer say(SessionEvent event) {
    claude.say(event);
    return this;
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long seq() {
    return SEQ.getAndIncrement();
  }
}
