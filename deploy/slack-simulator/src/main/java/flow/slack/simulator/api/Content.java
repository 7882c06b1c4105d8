package flow.slack.simulator.api;

import flow.slack.simulator.blocks.BlockCheck;
import flow.slack.simulator.blocks.BlockIds;
import flow.slack.simulator.json.Json;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a message is to show, checked.
///
/// @param truncated whether the text was cut to Slack's limit
record Content(
    String text, @Nullable JsonNode blocks, @Nullable JsonNode metadata, boolean truncated) {

  private static final int LONGEST_POST = 40_000;
  private static final int LONGEST_UPDATE = 4_000;
  private static final int LONGEST_MARKDOWN = 12_000;
  private static final int LARGEST_METADATA = 8_000;
  private static final Pattern EVENT_TYPE = Pattern.compile("[A-Za-z0-9_:.-]{1,255}");

  /// A post is cut at 40,000 characters, with a warning.
  static Content toPost(Arguments arguments) {
    var content = of(arguments);
    if (content.text().length() <= LONGEST_POST) {
      return content;
    }
    var cut = content.text().substring(0, LONGEST_POST);
    return new Content(cut, content.blocks(), content.metadata(), true);
  }

  /// An update with a longer text is refused.
  static Content toUpdate(Arguments arguments) {
    var content = of(arguments);
    if (content.text().length() > LONGEST_UPDATE) {
      throw new Refusal("msg_too_long");
    }
    return content;
  }

  private static Content of(Arguments arguments) {
    var blocks = blocks(arguments);
    var markdown = arguments.optional("markdown_text").orElse("");
    var text = arguments.optional("text").orElse(markdown);
    if (!markdown.isEmpty() && (arguments.has("text") || blocks != null)) {
      throw new Refusal("markdown_text_conflict");
    }
    if (markdown.length() > LONGEST_MARKDOWN) {
      throw new Refusal("msg_too_long");
    }
    var attachments = arguments.json("attachments", "invalid_attachments");
    if (text.isBlank() && isEmpty(blocks) && isEmpty(attachments)) {
      throw new Refusal("no_text");
    }
    var shown = markdown.isEmpty() ? blocks : markdownBlock(markdown);
    return new Content(text, shown, metadata(arguments), false);
  }

  private static @Nullable JsonNode blocks(Arguments arguments) {
    var blocks = arguments.json("blocks", "invalid_blocks_format");
    if (blocks == null) {
      return null;
    }
    if (!blocks.isArray()) {
      throw new Refusal("invalid_blocks_format");
    }
    var problems = BlockCheck.problems(blocks, BlockCheck.MOST_IN_MESSAGE);
    if (!problems.isEmpty()) {
      throw new Refusal("invalid_blocks", problems);
    }
    if (BlockCheck.isTooLong(blocks)) {
      throw new Refusal("msg_blocks_too_long");
    }
    return BlockIds.complete(blocks);
  }

  private static @Nullable JsonNode metadata(Arguments arguments) {
    var metadata = arguments.json("metadata", "invalid_metadata_format");
    if (metadata == null || metadata.isEmpty()) {
      return metadata;
    }
    var payload = Json.find(metadata, "event_payload");
    var named = EVENT_TYPE.matcher(Json.text(metadata, "event_type")).matches();
    if (!named || payload == null || !payload.isObject()) {
      throw new Refusal("invalid_metadata_format");
    }
    if (payload.toString().length() > LARGEST_METADATA) {
      throw new Refusal("metadata_too_large");
    }
    return metadata;
  }

  private static JsonNode markdownBlock(String markdown) {
    var blocks = Json.array();
    blocks.addObject().put("type", "markdown").put("text", markdown);
    return BlockIds.complete(blocks);
  }

  private static boolean isEmpty(@Nullable JsonNode node) {
    return node == null || node.isEmpty();
  }

  List<String> warnings() {
    return truncated ? List.of("message_truncated") : List.of();
  }
}
