package flow.slack.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import flow.slack.simulator.blocks.BlockCheck;
import flow.slack.simulator.blocks.BlockText;
import flow.slack.simulator.json.Json;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

final class BlockKitTest {

  @ParameterizedTest(name = "{1}")
  @MethodSource
  void namesProblemAndPlace(String blocks, String problem) {
    assertThat(BlockCheck.problems(parse(blocks), BlockCheck.MOST_IN_MESSAGE))
        .contains("[ERROR] " + problem);
  }

  static Stream<Arguments> namesProblemAndPlace() {
    return Stream.of(
        arguments(
            section("x".repeat(3001)),
            "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"),
        arguments(section(""), "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
        arguments("[{'type':'section'}]", "missing required field: text [json-pointer:/blocks/0]"),
        arguments("[{'type':'sketch'}]", "unsupported type: sketch [json-pointer:/blocks/0/type]"),
        arguments(
            button("x".repeat(76), ""),
            "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]"),
        arguments(
            button("Go", ",'value':'" + "x".repeat(2001) + "'"),
            "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]"),
        arguments(
            button("Go", ",'style':'loud'"),
            "value must be one of: primary, danger [json-pointer:/blocks/0/elements/0/style]"),
        arguments(
            "[{'type':'header','text':{'type':'plain_text','text':'" + "x".repeat(151) + "'}}]",
            "must be less than 151 characters [json-pointer:/blocks/0/text/text]"),
        arguments(
            "[{'type':'header','text':{'type':'mrkdwn','text':'x'}}]",
            "unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]"),
        arguments(
            "[{'type':'context','elements':[]}]",
            "must have at least 1 items [json-pointer:/blocks/0/elements]"),
        arguments(
            "[{'type':'divider','block_id':'a'},{'type':'divider','block_id':'a'}]",
            "block_id already exists: a [json-pointer:/blocks/1/block_id]"),
        arguments(
            "[" + "{'type':'divider'},".repeat(50) + "{'type':'divider'}]",
            "no more than 50 items allowed [json-pointer:/blocks]"));
  }

  @Test
  void acceptsWhatIsJustAllowed() {
    assertThat(BlockCheck.problems(parse(section("x".repeat(3000))), 50)).isEmpty();
    assertThat(BlockCheck.problems(parse(button("x".repeat(75), "")), 50)).isEmpty();
    assertThat(BlockCheck.problems(parse("[{'type':'divider'}]"), 50)).isEmpty();
  }

  @Test
  void readsWhatAReaderSees() {
    var blocks =
        "[{'type':'markdown','text':'**a**'},{'type':'divider'},{'type':'context','elements':["
            + "{'type':'mrkdwn','text':'b'},{'type':'mrkdwn','text':'c'}]}]";

    assertThat(BlockText.of(parse(blocks))).isEqualTo("**a**\nb c");
  }

  private static JsonNode parse(String blocks) {
    return Json.MAPPER.readTree(blocks.replace('\'', '"'));
  }

  private static String section(String text) {
    return "[{'type':'section','text':{'type':'mrkdwn','text':'" + text + "'}}]";
  }

  private static String button(String label, String more) {
    return "[{'type':'actions','elements':[{'type':'button','action_id':'a','text':{'type':"
        + "'plain_text','text':'"
        + label
        + "'}"
        + more
        + "}]}]";
  }
}
