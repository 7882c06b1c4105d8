package flow.slack.simulator;

import static flow.slack.simulator.SocketModeTest.eventually;
import static flow.slack.simulator.SocketModeTest.text;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import flow.slack.simulator.people.ActRefused;
import flow.slack.simulator.people.Click;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ClicksAndFormsTest {

  static final String BLOCKS =
      """
      [{"type":"section","block_id":"ask","text":{"type":"mrkdwn","text":"Run `ls`?"}},
       {"type":"actions","block_id":"decide","elements":[
         {"type":"button","action_id":"allow","style":"primary","value":"tool-1",
          "text":{"type":"plain_text","text":"Allow once"}},
         {"type":"button","action_id":"deny","style":"danger",
          "text":{"type":"plain_text","text":"Deny"}},
         {"type":"static_select","action_id":"model","options":[
          {"text":{"type":"plain_text","text":"Small"},"value":"s"},
          {"text":{"type":"plain_text","text":"Large"},"value":"l"}]}]}]
      """;

  static final String VIEW =
      """
      {"type":"modal","callback_id":"why","private_metadata":"tool-1",
       "title":{"type":"plain_text","text":"Deny"},"submit":{"type":"plain_text","text":"Deny"},
       "blocks":[{"type":"input","block_id":"reason","label":{"type":"plain_text","text":"Why?"},
         "element":{"type":"plain_text_input","action_id":"text","multiline":true}}]}
      """;

  final SlackSimulator simulator =
      SlackSimulator.start(
          SimulatorSettings.standard()
              .withLimits(0)
              .withTriggerLife(Duration.ofMinutes(1))
              .withRedelivery(Duration.ofMinutes(1), Duration.ZERO));
  final App app = new App(simulator);
  String root = "";

  @BeforeEach
  void post() throws Exception {
    app.connect();
    root =
        app.methods
            .chatPostMessage(r -> r.channel("C0GENERAL").text("Run?").blocksAsString(BLOCKS))
            .getTs();
  }

  @AfterEach
  void stop() throws IOException {
    app.close();
    simulator.close();
  }

  @Test
  void carriesWhoClickedWhatAndWhere() throws Exception {
    var receipt =
        simulator.click(Click.on("U0GRACE", "C0GENERAL", root, "Allow once")).get(30, SECONDS);

    assertThat(receipt.acknowledged()).isTrue();
    var payload = interaction();
    assertThat(text(payload, "type")).isEqualTo("block_actions");
    assertThat(text(payload.get("user"), "id")).isEqualTo("U0GRACE");
    assertThat(text(payload.get("container"), "message_ts")).isEqualTo(root);
    assertThat(text(payload.get("message"), "ts")).isEqualTo(root);
    var action = payload.getAsJsonArray("actions").get(0);
    assertThat(text(action, "action_id")).isEqualTo("allow");
    assertThat(text(action, "block_id")).isEqualTo("decide");
    assertThat(text(action, "value")).isEqualTo("tool-1");
  }

  @Test
  void carriesTheChoiceOfAMenu() throws Exception {
    var choice = new Click("U0ADA", "C0GENERAL", root, "model", "Large", Map.of());

    assertThat(simulator.click(choice).get(30, SECONDS).acknowledged()).isTrue();

    var action = interaction().getAsJsonArray("actions").get(0).getAsJsonObject();
    assertThat(text(action.get("selected_option"), "value")).isEqualTo("l");
  }

  @Test
  void cannotPressWhatIsNotThere() {
    assertThatThrownBy(() -> simulator.click("U0ADA", "C0GENERAL", root, "Explode"))
        .isInstanceOf(ActRefused.class)
        .hasMessage("no Explode there, only Allow once, Deny, model");
  }

  @Test
  void replacesTheMessageByResponseUrl() throws Exception {
    simulator.click("U0ADA", "C0GENERAL", root, "Deny");
    eventually().until(() -> !app.interactions.isEmpty());
    var url = text(interaction(), "response_url");

    app.slack.send(url, "{\"replace_original\":true,\"text\":\"Denied by Ada\"}");

    assertThat(simulator.thread("C0GENERAL", root).getFirst().shown()).isEqualTo("Denied by Ada");
  }

  @Test
  void opensAFormOnceAndSubmitsIt() throws Exception {
    simulator.click("U0ADA", "C0GENERAL", root, "Deny");
    eventually().until(() -> !app.interactions.isEmpty());
    var trigger = text(interaction(), "trigger_id");

    var opened = app.methods.viewsOpen(r -> r.triggerId(trigger).viewAsString(VIEW));
    assertThat(opened.isOk()).as(opened.getError()).isTrue();
    assertThat(app.methods.viewsOpen(r -> r.triggerId(trigger).viewAsString(VIEW)).getError())
        .isEqualTo("exchanged_trigger_id");
    assertThat(simulator.form("U0ADA")).isPresent();
    var receipt = simulator.submit("U0ADA", Map.of("text", "too risky")).get(30, SECONDS);

    assertThat(receipt.acknowledged()).isTrue();
    var view = interaction().getAsJsonObject("view");
    assertThat(text(view, "private_metadata")).isEqualTo("tool-1");
    var values = view.getAsJsonObject("state").getAsJsonObject("values");
    assertThat(text(values.getAsJsonObject("reason").get("text"), "value")).isEqualTo("too risky");
    assertThat(simulator.form("U0ADA")).isEmpty();
  }

  private JsonObject interaction() {
    return app.interactions.getLast().getPayload().getAsJsonObject();
  }
}
