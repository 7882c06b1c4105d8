package flow.session.narration;

import flow.events.SessionEvent.ToolFinished.Outcome;
import flow.session.claude.protocol.CliLine;
import flow.session.claude.protocol.CliLine.Content;
import flow.session.narration.Happening.Abandoned;
import flow.session.narration.Happening.BlockFinished;
import flow.session.narration.Happening.Over;
import flow.session.narration.Happening.PermissionLapsed;
import flow.session.narration.Happening.PermissionWanted;
import flow.session.narration.Happening.Retrying;
import flow.session.narration.Happening.TextGrew;
import flow.session.narration.Happening.TodosChanged;
import flow.session.narration.Happening.ToolBegan;
import flow.session.narration.Happening.ToolEnded;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Follows one turn through the CLI's lines. Not safe for concurrent use.
///
/// Text is told by answer and place; the finished block, which comes once more as a whole, counts.
/// A retried answer has other numbers than the one it replaces.
public final class Narration {

  private static final int TRIES_WITH_A_BAD_KEY = 2;

  private final ToolWords words;
  private final Map<String, MessageBlocks> messages = new HashMap<>();
  private final Set<String> denied = new HashSet<>();
  private int next;
  private String error = "";

  /// @param firstBlock the number of the next block, more than 0 when a cut turn goes on
  public Narration(Path workspace, int firstBlock) {
    this.words = new ToolWords(workspace);
    this.next = firstBlock;
  }

  /// The number after the last block that was begun.
  public int next() {
    return next;
  }

  /// Notes that a person refused this use of a tool.
  public void deny(String use) {
    denied.add(use);
  }

  /// What the line means for those who follow; often nothing.
  public List<Happening> on(CliLine line) {
    return switch (line) {
      case CliLine.BlockStarted started -> {
        blocks(started.message()).begin(next++, started.index());
        yield List.of();
      }
      case CliLine.TextGrew grew -> List.of(grown(grew));
      case CliLine.MessageStopped stopped -> abandoned(stopped);
      case CliLine.Answered answered -> finished(answered);
      case CliLine.ToolsAnswered answered ->
          answered.results().stream().<Happening>map(this::ended).toList();
      case CliLine.PermissionAsked asked -> List.of(wanted(asked));
      case CliLine.PermissionWithdrawn withdrawn ->
          List.of(new PermissionLapsed(withdrawn.request()));
      case CliLine.PermissionDenied refused -> {
        denied.add(refused.use());
        yield List.of();
      }
      case CliLine.RetryAnnounced retry -> List.of(retrying(retry));
      case CliLine.TurnEnded ended -> List.of(over(ended));
      case CliLine.TurnBegan _,
          CliLine.MessageStarted _,
          CliLine.BlockStopped _,
          CliLine.ControlAnswered _,
          CliLine.SessionRenamed _,
          CliLine.Ignored _,
          CliLine.Unreadable _ ->
          List.of();
    };
  }

  private TextGrew grown(CliLine.TextGrew grew) {
    var blocks = blocks(grew.message());
    var block = blocks.at(grew.index()).orElseGet(() -> blocks.begun(next++, grew.index()));
    var happening = new TextGrew(block.number, block.length, grew.text());
    block.length += grew.text().length();
    return happening;
  }

  private List<Happening> abandoned(CliLine.MessageStopped stopped) {
    var from = stopped.abandonedFrom();
    return from == null
        ? List.of()
        : blocks(stopped.message())
            .numberFrom(from)
            .<List<Happening>>map(number -> List.of(new Abandoned(number)))
            .orElseGet(List::of);
  }

  private List<Happening> finished(CliLine.Answered answered) {
    if (answered.error() != null) {
      error = answered.error();
    }
    if (answered.synthetic()) {
      return List.of(); // the CLI's own words, told again by the turn's end
    }
    var happenings = new ArrayList<Happening>();
    for (var content : answered.content()) {
      happenings.addAll(finished(answered.message(), content));
    }
    return happenings;
  }

  private List<Happening> finished(String message, Content content) {
    var blocks = blocks(message);
    var block = blocks.firstUnfinished().orElseGet(() -> blocks.begun(next++, blocks.size()));
    block.finished = true;
    return switch (content) {
      case Content.Text text ->
          List.of(new BlockFinished(block.number, message, false, text.text()));
      case Content.Thinking thinking ->
          List.of(new BlockFinished(block.number, message, true, thinking.text()));
      case Content.ToolUse use -> began(block.number, message, use);
      case Content.Other _ -> List.of();
    };
  }

  private List<Happening> began(int block, String message, Content.ToolUse use) {
    var summary = words.summary(use.name(), use.input());
    var began = new ToolBegan(block, message, use.id(), use.name(), use.input(), summary);
    return use.name().equals("TodoWrite") && use.input().path("todos").isArray()
        ? List.of(began, new TodosChanged(Todos.of(use.input())))
        : List.of(began);
  }

  private ToolEnded ended(CliLine.ToolResult result) {
    var outcome =
        denied.contains(result.use())
            ? Outcome.DENIED
            : result.failed() ? Outcome.FAILED : Outcome.DONE;
    var summary =
        switch (outcome) {
          case DONE -> lines(result.text());
          case FAILED -> SafeText.of(result.text().replaceAll("</?tool_use_error>", ""));
          case DENIED -> "not allowed";
        };
    return new ToolEnded(result.use(), outcome, summary, result.text());
  }

  private PermissionWanted wanted(CliLine.PermissionAsked asked) {
    return new PermissionWanted(
        asked.request(),
        asked.use(),
        asked.tool(),
        asked.input(),
        words.summary(asked.tool(), asked.input()),
        words.detail(asked.tool(), asked.input()),
        SessionRule.among(asked.suggestions()).orElse(null));
  }

  private static Retrying retrying(CliLine.RetryAnnounced retry) {
    var trouble = Trouble.of(retry.error(), retry.status(), "", "");
    var badKey = retry.error().equals("authentication_failed");
    return new Retrying(
        retry.attempt(), retry.delay(), trouble, badKey && retry.attempt() >= TRIES_WITH_A_BAD_KEY);
  }

  private Over over(CliLine.TurnEnded ended) {
    var aborted = ended.terminal().startsWith("aborted");
    var trouble =
        ended.failed() && !aborted
            ? Trouble.of(error, ended.status(), ended.terminal(), ended.text())
            : null;
    return new Over(ended.spent(), trouble, aborted);
  }

  private MessageBlocks blocks(String message) {
    return messages.computeIfAbsent(message, _ -> new MessageBlocks());
  }

  private static String lines(String text) {
    long lines = text.lines().count();
    return lines == 1 ? "1 line" : lines + " lines";
  }
}
