package flow.slack.simulator;

import static flow.slack.simulator.Wire.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import flow.slack.simulator.json.Json;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StrictnessTest {

  final SlackSimulator simulator = SlackSimulator.start(SimulatorSettings.standard().withLimits(0));
  final Wire wire = new Wire(simulator);
  String ofAda = "";
  String ofBot = "";

  @BeforeAll
  void talk() throws Exception {
    ofAda = simulator.say("U0ADA", "C0GENERAL", "mine");
    wire.json(
        "chat.postMessage",
        "xoxb-simulator",
        """
        {"channel":"C0GENERAL","text":"the bot's"}\
        """);
    ofBot = simulator.roots("C0GENERAL").getFirst().ts();
  }

  @AfterAll
  void stop() {
    simulator.close();
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource
  void refuses(String method, String arguments, String error) throws Exception {
    var filled = arguments.replace("$ADA", ofAda).replace("$BOT", ofBot).replace('\'', '"');

    assertThat(wire.error(method, (ObjectNode) Json.MAPPER.readTree(filled))).isEqualTo(error);
  }

  static Stream<Arguments> refuses() {
    return Stream.of(
        arguments("chat.postMessage", "{'text':'x'}", "invalid_arguments"),
        arguments("chat.postMessage", "{'channel':'C0NOWHERE','text':'x'}", "channel_not_found"),
        arguments("chat.postMessage", "{'channel':'C0RANDOM','text':'x'}", "not_in_channel"),
        arguments("chat.postMessage", "{'channel':'C0GENERAL'}", "no_text"),
        arguments("chat.postMessage", "{'channel':'C0GENERAL','text':''}", "no_text"),
        arguments(
            "chat.postMessage",
            "{'channel':'C0GENERAL','text':'x','thread_ts':'1.000001'}",
            "thread_not_found"),
        arguments(
            "chat.postMessage",
            "{'channel':'C0GENERAL','text':'x','thread_ts':'soon'}",
            "invalid_thread_ts"),
        arguments(
            "chat.postMessage",
            "{'channel':'C0GENERAL','text':'x','metadata':{'event_payload':{}}}",
            "invalid_metadata_format"),
        arguments(
            "chat.postMessage",
            "{'channel':'C0GENERAL','text':'x','metadata':{'event_type':'t','event_payload':{'a':'"
                + "x".repeat(8001)
                + "'}}}",
            "metadata_too_large"),
        arguments(
            "chat.postMessage",
            "{'channel':'C0GENERAL','markdown_text':'" + "x".repeat(12_001) + "'}",
            "msg_too_long"),
        arguments(
            "chat.postMessage",
            "{'channel':'C0GENERAL','text':'x','markdown_text':'y'}",
            "markdown_text_conflict"),
        arguments("chat.update", "{'channel':'C0GENERAL','text':'x'}", "invalid_arguments"),
        arguments(
            "chat.update",
            "{'channel':'C0GENERAL','ts':'1.000001','text':'x'}",
            "message_not_found"),
        arguments(
            "chat.update", "{'channel':'C0GENERAL','ts':'$ADA','text':'x'}", "cant_update_message"),
        arguments("chat.update", "{'channel':'C0GENERAL','ts':'$BOT'}", "no_text"),
        arguments(
            "chat.update",
            "{'channel':'C0GENERAL','ts':'$BOT','text':'" + "x".repeat(4001) + "'}",
            "msg_too_long"),
        arguments("chat.delete", "{'channel':'C0GENERAL','ts':'$ADA'}", "cant_delete_message"),
        arguments("chat.postEphemeral", "{'channel':'C0GENERAL','text':'x'}", "invalid_arguments"),
        arguments(
            "chat.postEphemeral",
            "{'channel':'D0ADA','user':'U0LINUS','text':'x'}",
            "user_not_in_channel"),
        arguments(
            "reactions.add",
            "{'channel':'C0GENERAL','timestamp':'$ADA','name':'Not An Emoji'}",
            "invalid_name"),
        arguments("reactions.add", "{'name':'eyes'}", "no_item_specified"),
        arguments(
            "views.open", "{'trigger_id':'1.2.3','view':{'type':'modal'}}", "invalid_arguments"),
        arguments(
            "views.open",
            "{'trigger_id':'1.2.3','view':{'type':'modal','title':{'type':'plain_text','text':'t'},"
                + "'blocks':[{'type':'divider'}]}}",
            "invalid_trigger_id"),
        arguments("conversations.open", "{}", "users_list_not_supplied"),
        arguments("chat.postMassage", "{}", "unknown_method"),
        // Methods that only read do not look into a JSON body.
        arguments("conversations.info", "{'channel':'C0GENERAL'}", "invalid_arguments"));
  }

  @Test
  void knowsItsTokens() throws Exception {
    assertThat(error(wire.form("auth.test", "xoxb-other", ""))).isEqualTo("invalid_auth");
    assertThat(error(wire.form("users.list", "xapp-simulator", "")))
        .isEqualTo("not_allowed_token_type");
    assertThat(error(wire.form("apps.connections.open", "xoxb-simulator", "")))
        .isEqualTo("not_allowed_token_type");
    assertThat(error(wire.form("users.list", "", ""))).isEqualTo("not_authed");
    assertThat(error(wire.form("users.info", "xoxb-simulator", "user=U0NOBODY")))
        .isEqualTo("user_not_found");
  }

  @Test
  void refusesBodiesItCannotRead() throws Exception {
    assertThat(error(wire.json("chat.postMessage", "xoxb-simulator", "{")))
        .isEqualTo("invalid_json");
    assertThat(error(wire.json("chat.postMessage", "xoxb-simulator", "[]")))
        .isEqualTo("json_not_object");
    assertThat(
            error(
                wire.form(
                    "chat.postMessage", "xoxb-simulator", "channel=C0GENERAL&blocks=nothing")))
        .isEqualTo("invalid_blocks_format");
  }

  @Test
  void readsFormsToo() throws Exception {
    var answer = wire.form("conversations.info", "xoxb-simulator", "channel=C0GENERAL");

    assertThat(Json.text(Json.MAPPER.readTree(answer.body()).get("channel"), "name"))
        .isEqualTo("general");
  }
}
