package flow.session.turns;

import flow.session.conversation.Turn;
import flow.session.narration.Happening.PermissionWanted;
import flow.session.narration.Narration;
import flow.session.narration.Trouble;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The turn that runs, as long as this instance runs it.
final class RunningTurn {

  final Turn turn;
  final Narration narration;
  final TextStream text = new TextStream();
  final Map<String, PermissionWanted> asked = new LinkedHashMap<>();
  final Set<String> tools = new LinkedHashSet<>();
  final long began = System.nanoTime();

  /// Whether the prompt still has to be handed to the CLI.
  boolean unsent;

  /// Whether the CLI has taken it up.
  boolean takenUp;

  private @Nullable String stoppedBy;
  private @Nullable Trouble givenUp;

  /// When stopping or giving up began.
  private long endingSince;

  private long waited;
  private long waitingSince;

  RunningTurn(Turn turn, Narration narration, boolean unsent) {
    this.turn = turn;
    this.narration = narration;
    this.unsent = unsent;
  }

  boolean isEnding() {
    return stoppedBy != null || givenUp != null;
  }

  /// Who stopped it.
  @Nullable String stoppedBy() {
    return stoppedBy;
  }

  /// Why it is being given up.
  @Nullable Trouble givenUp() {
    return givenUp;
  }

  void stop(String by) {
    stoppedBy = by;
    endingSince = System.nanoTime();
  }

  void giveUp(Trouble trouble) {
    givenUp = trouble;
    endingSince = System.nanoTime();
  }

  Duration endingFor() {
    return Duration.ofNanos(System.nanoTime() - endingSince);
  }

  void ask(PermissionWanted wanted) {
    if (asked.isEmpty()) {
      waitingSince = System.nanoTime();
    }
    asked.put(wanted.request(), wanted);
  }

  @Nullable PermissionWanted answered(String request) {
    var wanted = asked.remove(request);
    if (wanted != null && asked.isEmpty()) {
      waited += System.nanoTime() - waitingSince;
    }
    return wanted;
  }

  /// How long it has run, waiting for people not counted.
  Duration worked() {
    long now = System.nanoTime();
    return Duration.ofNanos(now - began - waited - (asked.isEmpty() ? 0 : now - waitingSince));
  }

  Duration lasted() {
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
