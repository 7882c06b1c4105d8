package flow.slack.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import flow.slack.simulator.json.Json;
import flow.slack.simulator.marks.CanIgnoreReturnValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class OverHttpTest {

  final SlackSimulator simulator = SlackSimulator.start();
  final Wire wire = new Wire(simulator);

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void peopleTalkAndAreSeen() throws Exception {
    var said = act("message", "{'user':'U0ADA','channel':'#general','text':'hello'}");
    var root = Json.text(Json.MAPPER.readTree(said), "ts");
    act("message", "{'user':'U0GRACE','channel':'C0GENERAL','thread':'" + root + "','text':'hi'}");
    act("edit", "{'user':'U0ADA','channel':'C0GENERAL','ts':'" + root + "','text':'hello!'}");

    var thread = wire.look("/sim/channels/C0GENERAL/threads/" + root);

    assertThat(thread).hasSize(2);
    assertThat(Json.text(thread.get(0), "shown")).isEqualTo("hello!");
    assertThat(thread.get(0).get("versions")).hasSize(2);
    assertThat(wire.look("/sim/workspace").get("people")).hasSize(4);
  }

  @Test
  void aCommandIsAnsweredWithItsOutcome() throws Exception {
    var ended =
        act("command", "{'user':'U0ADA','channel':'C0GENERAL','command':'/flow','text':''}");

    assertThat(Json.text(Json.MAPPER.readTree(ended), "outcome")).isEqualTo("NOT_CONNECTED");
    assertThat(wire.look("/sim/ephemerals?user=U0ADA")).hasSize(1);
    assertThat(wire.look("/sim/ephemerals?user=U0LINUS")).isEmpty();
  }

  @Test
  void whatCannotBeDoneIsSaid() throws Exception {
    var nowhere = "{\"user\":\"U0ADA\",\"channel\":\"C0NOWHERE\",\"text\":\"x\"}";
    var refused = wire.sim("POST", "/sim/act/message", nowhere);

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("no channel C0NOWHERE in this workspace");
    assertThat(wire.sim("POST", "/sim/act/message", "{}").body()).contains("missing: user");
    assertThat(wire.sim("POST", "/sim/act/fly", "{\"user\":\"U0ADA\"}").statusCode())
        .isEqualTo(400);
  }

  @Test
  void callsAreRecordedWithoutTheirToken() throws Exception {
    wire.form("chat.postMessage", "xoxb-simulator", "channel=C0GENERAL&text=hi&token=secret");
    wire.form("chat.postMessage", "xoxb-simulator", "channel=C0GENERAL");

    var calls = wire.look("/sim/calls?method=chat.postMessage");

    assertThat(Json.text(calls.get(0), "outcome")).isEqualTo("ok");
    assertThat(Json.text(calls.get(1), "outcome")).isEqualTo("no_text");
    assertThat(calls.toString()).doesNotContain("secret").doesNotContain("xoxb");
  }

  @CanIgnoreReturnValue
  private String act(String act, String body) throws Exception {
    var response = wire.sim("POST", "/sim/act/" + act, body.replace('\'', '"'));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.body();
  }
}
