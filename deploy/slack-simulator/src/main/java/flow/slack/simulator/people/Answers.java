package flow.slack.simulator.people;

import flow.slack.simulator.blocks.BlockCheck;
import flow.slack.simulator.blocks.BlockIds;
import flow.slack.simulator.json.Json;
import flow.slack.simulator.marks.CanIgnoreReturnValue;
import flow.slack.simulator.workspace.Draft;
import flow.slack.simulator.workspace.Ephemeral;
import flow.slack.simulator.workspace.Hooks.Hook;
import flow.slack.simulator.workspace.Message;
import flow.slack.simulator.workspace.Workspace;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Shows what the app answers to a command or a click, in its acknowledgement or by response URL.
public final class Answers {

  private final Workspace workspace;

  public Answers(Workspace workspace) {
    this.workspace = workspace;
  }

  /// Slack's error name, or nothing when the answer was shown.
  @CanIgnoreReturnValue
  public @Nullable String show(Hook hook, JsonNode answer) {
    if (answer.path("delete_original").asBoolean(false)) {
      delete(hook);
      return null;
    }
    var blocks = Json.find(answer, "blocks");
    var text = Json.text(answer, "text");
    if (text.isEmpty() && (blocks == null || blocks.isEmpty())) {
      return "no_text";
    }
    if (blocks != null && !BlockCheck.problems(blocks, BlockCheck.MOST_IN_MESSAGE).isEmpty()) {
      return "invalid_blocks";
    }
    show(hook, answer, text, blocks == null ? null : BlockIds.complete(blocks));
    return null;
  }

  private void show(Hook hook, JsonNode answer, String text, @Nullable JsonNode blocks) {
    var draft = Draft.byBot(hook.channel(), text, blocks).in(hook.threadTs());
    var original = original(hook);
    var note = note(hook);
    if (answer.path("replace_original").asBoolean(false) && original.isPresent()) {
      workspace.edit(original.get(), text, blocks, original.get().metadata());
    } else if (Json.text(answer, "response_type").equals("in_channel")) {
      workspace.post(draft);
    } else {
      if (answer.path("replace_original").asBoolean(false)) {
        note.ifPresent(workspace::silence);
      }
      workspace.whisper(draft, hook.user());
    }
  }

  private void delete(Hook hook) {
    original(hook).ifPresent(workspace::delete);
    note(hook).ifPresent(workspace::silence);
  }

  private Optional<Message> original(Hook hook) {
    return Optional.ofNullable(hook.ts()).flatMap(ts -> workspace.message(hook.channel(), ts));
  }

  private Optional<Ephemeral> note(Hook hook) {
    return workspace.ephemerals().stream()
        .filter(note -> note.ts().equals(hook.ts()) && note.user().equals(hook.user()))
        .findFirst();
  }
}
