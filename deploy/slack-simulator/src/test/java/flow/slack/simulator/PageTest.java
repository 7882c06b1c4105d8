package flow.slack.simulator;

import static flow.slack.simulator.SocketModeTest.eventually;
import static flow.slack.simulator.SocketModeTest.text;
import static org.assertj.core.api.Assertions.assertThat;

import flow.slack.simulator.marks.CanIgnoreReturnValue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PageTest {

  SlackSimulator simulator = SlackSimulator.start(settings());
  App app = new App(simulator);
  @Nullable Browser opened;

  @BeforeAll
  void open(@TempDir Path profile) throws IOException {
    opened = Browser.open(profile);
  }

  @AfterAll
  void close() throws IOException {
    app.close();
    simulator.close();
    if (opened != null) {
      opened.close();
    }
  }

  @BeforeEach
  void start() throws IOException {
    app.close();
    simulator.close();
    simulator = SlackSimulator.start(settings());
    app = new App(simulator);
    browser().size(1400, 900);
    browser().go(simulator.url());
    browser().untilShown(".place.is-here", "general");
  }

  @AfterEach
  void noComplaints() {
    assertThat(browser().complaints()).isEmpty();
    browser().go("about:blank");
  }

  @Test
  void sendsWhatIsTypedAndShowsItToOthersAsUnread() {
    browser().type("#composer-channel", "a *bold* <b>word</b> & more" + Browser.ENTER);
    browser().untilShown("#channel .message strong", "bold");
    browser().untilShown("#channel .message .body", "<b>word</b> & more");

    var written = simulator.messages("C0GENERAL").getLast();
    assertThat(written.user()).isEqualTo("U0ADA");
    assertThat(written.text()).isEqualTo("a *bold* &lt;b&gt;word&lt;/b&gt; &amp; more");

    browser().click("[data-channel=C0PROTO]");
    simulator.say("U0GRACE", "C0GENERAL", "anybody?");
    browser().untilShown("[data-channel=C0GENERAL] .news", "1");
  }

  @Test
  void streamsAnAnswerIntoTheThreadOfACommand() throws Exception {
    app.connect();
    browser().untilShown(".connection", "Flow is connected");
    browser().type("#composer-channel", "/fl");
    browser().untilShown(".suggestions li", "/flow help");
    browser().type("#composer-channel", "ow count to ten" + Browser.ENTER);
    eventually().until(() -> !app.commands.isEmpty());
    assertThat(text(app.commands.getFirst().getPayload(), "text")).isEqualTo("count to ten");

    var root = post("C0GENERAL", null, "count to ten");
    browser().until("!document.querySelector('#thread').hidden");
    var reply = post("C0GENERAL", root, "one");
    browser().untilShown("#thread .message .body", "one");
    browser().run("document.querySelector('#thread [data-ts=\"" + reply + "\"]').seen = true");
    app.methods.chatUpdate(r -> r.channel("C0GENERAL").ts(reply).text("one two `three`"));

    browser().untilShown("#thread .message code", "three");
    var kept = "return document.querySelector('#thread [data-ts=\"" + reply + "\"]').seen === true";
    assertThat(browser().run(kept).asBoolean())
        .as("the same element, so nothing flickers")
        .isTrue();
    browser().untilShown("#channel .thread-count", "1 reply");

    browser().type("#composer-thread", "!stop" + Browser.ENTER);
    eventually().until(() -> simulator.thread("C0GENERAL", root).size() == 3);
  }

  @Test
  void asksBeforeAButtonThatWantsIt() throws Exception {
    app.connect();
    var blocks = ClicksAndFormsTest.BLOCKS.replace("\"action_id\":\"deny\"", DENY_ASKS);
    app.methods.chatPostMessage(r -> r.channel("C0GENERAL").text("Run?").blocksAsString(blocks));

    browser().click("[data-action=deny]");
    browser().untilShown("dialog h2", "Really?");
    browser().click("dialog [value=no]");
    browser().until("!document.querySelector('dialog')");
    browser().click("[data-action=allow]");
    eventually().until(() -> app.interactions.size() == 1);
    browser().click("[data-action=deny]");
    browser().click("dialog [value=yes]");

    eventually().until(() -> app.interactions.size() == 2);
    var payload = app.interactions.getLast().getPayload().getAsJsonObject();
    assertThat(text(payload.getAsJsonArray("actions").get(0), "action_id")).isEqualTo("deny");
  }

  @Test
  void showsNotesOnlyToTheirReader() throws Exception {
    app.methods.chatPostEphemeral(r -> r.channel("C0GENERAL").user("U0ADA").text("just for Ada"));
    browser().untilShown(".note", "Only visible to you");

    become("U0GRACE");
    browser().until("!document.querySelector('.note')");
    become("U0ADA");
    browser().untilShown(".note", "just for Ada");
    browser().click(".note .dismiss");
    browser().until("!document.querySelector('.note')");
  }

  @Test
  void opensAFormAndSubmitsIt() throws Exception {
    app.connect();
    app.methods.chatPostMessage(
        r -> r.channel("C0GENERAL").text("Run?").blocksAsString(ClicksAndFormsTest.BLOCKS));
    browser().click("[data-action=deny]");
    eventually().until(() -> !app.interactions.isEmpty());
    var clicked = app.interactions.getFirst().getPayload();
    var form =
        app.methods.viewsOpen(
            r -> r.triggerId(text(clicked, "trigger_id")).viewAsString(ClicksAndFormsTest.VIEW));
    assertThat(form.isOk()).as(form.getError()).isTrue();

    browser().type("dialog textarea", "not on a Sunday");
    browser().click("dialog [type=submit]");

    browser().until("!document.querySelector('dialog')");
    eventually().until(() -> app.interactions.size() == 2);
    assertThat(app.interactions.getLast().getPayload().toString()).contains("not on a Sunday");
  }

  @Test
  void bringsTheBotIntoAChannel() {
    browser().click("[data-channel=C0RANDOM]");
    browser().untilShown(".banner", "Flow is not in this channel");
    browser().click(".banner button");

    browser().untilShown(".joined", "Flow joined the channel");
    browser().until("document.querySelector('.banner').hidden");
  }

  @Test
  void fitsOnAPhone() throws Exception {
    var root = post("C0GENERAL", null, "the root");
    post("C0GENERAL", root, "a reply");
    browser().size(390, 800);

    browser().until("getComputedStyle(document.querySelector('#sidebar')).visibility === 'hidden'");
    browser().click(".thread-link");
    browser().until("getComputedStyle(document.querySelector('#channel')).display === 'none'");
    browser().until("document.documentElement.scrollWidth <= innerWidth");
    browser().click("#thread [aria-label=\"Close thread\"]");
    browser().click(".back");
    browser()
        .until("getComputedStyle(document.querySelector('#sidebar')).visibility === 'visible'");
  }

  @Test
  void survivesARestartOfItsConnection() {
    simulator.say("U0GRACE", "C0GENERAL", "before");
    browser().untilShown(".message", "before");

    browser().reload();

    browser().untilShown(".message", "before");
    simulator.say("U0GRACE", "C0GENERAL", "after");
    browser().untilShown(".message", "after");
  }

  private static final String DENY_ASKS =
      """
      "action_id":"deny","confirm":{"title":{"type":"plain_text","text":"Really?"},
      "text":{"type":"mrkdwn","text":"*Sure*?"},"confirm":{"type":"plain_text","text":"Yes"},
      "deny":{"type":"plain_text","text":"No"}}\
      """;

  private Browser browser() {
    return Objects.requireNonNull(opened);
  }

  private void become(String person) {
    browser()
        .run(
            "const me = document.querySelector('#me'); me.value = '%s'; me.onchange({target: me})"
                .formatted(person));
  }

  @CanIgnoreReturnValue
  private String post(String channel, @Nullable String thread, String text) throws Exception {
    return app.methods.chatPostMessage(r -> r.channel(channel).threadTs(thread).text(text)).getTs();
  }

  private static SimulatorSettings settings() {
    return SimulatorSettings.standard()
        .withLimits(0)
        .withTriggerLife(Duration.ofMinutes(1))
        .withRedelivery(Duration.ofMinutes(1), Duration.ZERO);
  }
}
