package flow.slack.simulator.workspace;

import com.fasterxml.jackson.annotation.JsonIgnore;
import flow.slack.simulator.blocks.BlockText;
import flow.slack.simulator.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One message with everything it ever showed.
///
/// @param threadTs the root's `ts` in a reply, absent otherwise
/// @param user who wrote it
/// @param botId set when the app wrote it
/// @param versions what it showed and since when, newest last; never empty
/// @param reactions who reacted, by emoji name
public record Message(
    String channel,
    String ts,
    @Nullable String threadTs,
    String user,
    @Nullable String botId,
    @Nullable String subtype,
    List<Version> versions,
    @Nullable JsonNode metadata,
    Map<String, List<String>> reactions,
    boolean deleted) {

  /// What a message showed from an instant on.
  public record Version(Instant at, String text, @Nullable JsonNode blocks) {

    public Version {
      blocks = Json.orNothing(blocks);
    }
  }

  public Message {
    metadata = Json.orNothing(metadata);
    versions = List.copyOf(versions);
    reactions = new LinkedHashMap<>(reactions);
  }

  @JsonIgnore
  public Version latest() {
    return versions.getLast();
  }

  /// The current `text`; with blocks it is only what notifications show.
  public String text() {
    return latest().text();
  }

  public @Nullable JsonNode blocks() {
    return latest().blocks();
  }

  /// What a reader sees: the blocks' text in order, one line each, else the text.
  public String shown() {
    var blocks = blocks();
    return blocks == null || blocks.isEmpty() ? text() : BlockText.of(blocks);
  }

  @JsonIgnore
  public boolean isReply() {
    return threadTs != null && !threadTs.equals(ts);
  }

  /// The thread it belongs to; its own `ts` for a root.
  @JsonIgnore
  public String thread() {
    return threadTs == null ? ts : threadTs;
  }

  Message edited(Version version, @Nullable JsonNode newMetadata) {
    var all = new ArrayList<>(versions);
    all.add(version);
    return new Message(
        channel, ts, threadTs, user, botId, subtype, all, newMetadata, reactions, deleted);
  }

  /// Without what it showed between its first and its latest version.
  Message thinned() {
    var kept = versions.size() < 3 ? versions : List.of(versions.getFirst(), latest());
    return new Message(
        channel, ts, threadTs, user, botId, subtype, kept, metadata, reactions, deleted);
  }

  Message reacted(Map<String, List<String>> newReactions) {
    return new Message(
        channel, ts, threadTs, user, botId, subtype, versions, metadata, newReactions, deleted);
  }

  Message asDeleted() {
    return new Message(
        channel, ts, threadTs, user, botId, subtype, versions, metadata, reactions, true);
  }
}
