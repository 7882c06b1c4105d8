package flow.session.claude.protocol;

import flow.session.claude.protocol.CliLine.Answered;
import flow.session.claude.protocol.CliLine.BlockStarted;
import flow.session.claude.protocol.CliLine.BlockStopped;
import flow.session.claude.protocol.CliLine.Content;
import flow.session.claude.protocol.CliLine.ControlAnswered;
import flow.session.claude.protocol.CliLine.Ignored;
import flow.session.claude.protocol.CliLine.MessageStarted;
import flow.session.claude.protocol.CliLine.MessageStopped;
import flow.session.claude.protocol.CliLine.PermissionAsked;
import flow.session.claude.protocol.CliLine.PermissionDenied;
import flow.session.claude.protocol.CliLine.PermissionWithdrawn;
import flow.session.claude.protocol.CliLine.RetryAnnounced;
import flow.session.claude.protocol.CliLine.SessionRenamed;
import flow.session.claude.protocol.CliLine.TextGrew;
import flow.session.claude.protocol.CliLine.ToolResult;
import flow.session.claude.protocol.CliLine.ToolsAnswered;
import flow.session.claude.protocol.CliLine.TurnBegan;
import flow.session.claude.protocol.CliLine.Unreadable;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the CLI's output. What is unknown is ignored: every release adds types and fields.
public final class CliLines {

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
                  .build())
          .build();

  private CliLines() {}

  public static CliLine parse(String line) {
    JsonNode json;
    try {
      json = JSON.readTree(line);
    } catch (JacksonException e) {
      return new Unreadable(line);
    }
    return json.isObject() ? object(json) : new Ignored("no object");
  }

  private static CliLine object(JsonNode line) {
    var type = text(line, "type");
    if (line.path("parent_tool_use_id").isString()) {
      return new Ignored("sub-agent " + type);
    }
    return switch (type) {
      case "system" -> system(line);
      case "stream_event" -> streamed(line);
      case "assistant" -> answered(line);
      case "user" -> toolsAnswered(line);
      case "result" -> Results.turnEnded(line);
      case "control_request" -> asked(line);
      case "control_response" -> controlAnswered(line.path("response"));
      case "control_cancel_request" -> new PermissionWithdrawn(text(line, "request_id"));
      case "conversation_reset" -> new SessionRenamed(text(line, "new_conversation_id"));
      default -> new Ignored(type);
    };
  }

  private static CliLine system(JsonNode line) {
    return switch (text(line, "subtype")) {
      case "init" -> new TurnBegan(text(line, "session_id"), text(line, "model"));
      case "api_retry" ->
          new RetryAnnounced(
              line.path("attempt").asInt(0),
              line.path("max_retries").asInt(0),
              Duration.ofMillis((long) line.path("retry_delay_ms").asDouble(0)),
              number(line, "error_status"),
              text(line, "error"));
      case "permission_denied" ->
          new PermissionDenied(
              text(line, "tool_name"), text(line, "tool_use_id"), text(line, "message"));
      case String other -> new Ignored("system/" + other);
    };
  }

  private static CliLine streamed(JsonNode line) {
    var event = line.path("event");
    var message = text(line, "api_message_id");
    int index = event.path("index").asInt(0);
    return switch (text(event, "type")) {
      case "message_start" -> new MessageStarted(text(event.path("message"), "id"));
      case "content_block_start" ->
          new BlockStarted(message, index, text(event.path("content_block"), "type"));
      case "content_block_delta" -> {
        var delta = event.path("delta");
        yield text(delta, "type").equals("text_delta")
            ? new TextGrew(message, index, text(delta, "text"))
            : new Ignored("stream_event/" + text(delta, "type"));
      }
      case "content_block_stop" -> new BlockStopped(message, index);
      case "message_stop" ->
          new MessageStopped(message, number(line.path("abandoned_blocks"), "from_block_index"));
      case String other -> new Ignored("stream_event/" + other);
    };
  }

  private static CliLine answered(JsonNode line) {
    var message = line.path("message");
    var error = line.path("error");
    return new Answered(
        text(message, "id"),
        message.path("content").valueStream().map(CliLines::content).toList(),
        text(message, "model").equals("<synthetic>"),
        error.isString() ? error.asString() : null);
  }

  private static Content content(JsonNode block) {
    return switch (text(block, "type")) {
      case "text" -> new Content.Text(text(block, "text"));
      case "thinking" -> new Content.Thinking(text(block, "thinking"));
      case "tool_use" ->
          new Content.ToolUse(text(block, "id"), text(block, "name"), block.path("input"));
      case String other -> new Content.Other(other);
    };
  }

  private static CliLine toolsAnswered(JsonNode line) {
    var results =
        line.path("message")
            .path("content")
            .valueStream()
            .filter(block -> text(block, "type").equals("tool_result"))
            .map(block ->
                new ToolResult(
                    text(block, "tool_use_id"),
                    words(block.path("content")),
                    block.path("is_error").asBoolean(false)))
            .toList();
    return results.isEmpty() ? new Ignored("user") : new ToolsAnswered(results);
  }

  private static CliLine asked(JsonNode line) {
    var request = line.path("request");
    return text(request, "subtype").equals("can_use_tool")
        ? new PermissionAsked(
            text(line, "request_id"),
            text(request, "tool_name"),
            text(request, "tool_use_id"),
            request.path("input"),
            List.copyOf(request.path("permission_suggestions").valueStream().toList()))
        : new Ignored("control_request/" + text(request, "subtype"));
  }

  private static CliLine controlAnswered(JsonNode response) {
    boolean success = text(response, "subtype").equals("success");
    return new ControlAnswered(
        text(response, "request_id"),
        success,
        success ? response.path("response") : response.path("error"));
  }

  private static String words(JsonNode content) {
    return content.isString()
        ? content.asString()
        : content.valueStream().map(block -> text(block, "text")).collect(Collectors.joining("\n"));
  }

  static String text(JsonNode node, String field) {
    return node.path(field).asString("");
  }

  static @Nullable Integer number(JsonNode node, String field) {
    return node.path(field).isNumber() ? (Integer) node.path(field).asInt() : null;
  }
}
