package flow.slack.gateway.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import flow.slack.gateway.api.SlackApi.Identity;
import flow.slack.gateway.api.SlackSettings;
import flow.slack.gateway.api.SlackSettings.Deciders;
import flow.slack.gateway.inbound.Arrival.Command;
import flow.slack.gateway.inbound.Arrival.Said;
import flow.slack.gateway.inbound.Meaning.Answer;
import flow.slack.gateway.inbound.Meaning.Nothing;
import flow.slack.gateway.inbound.Meaning.Work;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DeliveriesTest {

  static final Identity SELF = new Identity("T1", "UBOT");

  final Deliveries deliveries = deliveries();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'user':'UBOT','text':'<@UBOT> me'",
        "'user':'U1','bot_id':'B1','text':'<@UBOT> a bot'",
        "'user':'U1','subtype':'channel_join','text':'<@UBOT> joined'",
        "'user':'U1','subtype':'message_changed','hidden':true,'text':'<@UBOT> edited'",
        "'subtype':'message_deleted','text':'<@UBOT>'",
        "'user':'U1','text':'a word among people'"
      })
  void passesOverWhatIsNotForFlow(String members) {
    assertThat(event("message", members)).isInstanceOf(Nothing.class);
  }

  @Test
  void takesTheSameWordsOnceWhetherAsMessageOrAsMention() {
    var message = said(event("message", "'user':'U1','text':'<@UBOT> hello'"));
    var mention = said(event("app_mention", "'user':'U1','text':'<@UBOT> hello'"));

    assertThat(message.dedupe()).isEqualTo(mention.dedupe());
    assertThat(message.mentions()).isTrue();
  }

  @Test
  void keepsRepliesInThreadsForThoseWhoKnowWhoseThreadItIs() {
    var said =
        said(
            event(
                "message", "'user':'U1','text':'go on','thread_ts':'1.0','parent_user_id':'UBOT'"));

    assertThat(said.threadTs()).isEqualTo("1.0");
    assertThat(said.toBot()).isTrue();
  }

  @Test
  void takesADirectMessage() {
    assertThat(said(event("message", "'user':'U1','channel_type':'im','text':'hello'")).direct())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "help", "HELP"})
  void explainsItself(String text) {
    assertThat(command(deliveries, "C1", "general", text)).isEqualTo(new Answer(Usage.TEXT));
  }

  @Test
  void staysOutOfChannelsThatAreNotOnTheList() {
    var listed = deliveries("C7", "proto-.*");

    assertThat(command(listed, "C1", "general", "hi")).isInstanceOf(Answer.class);
    assertThat(command(listed, "C77", "general", "hi")).isInstanceOf(Answer.class);
    assertThat(command(listed, "C7", "general", "hi")).isInstanceOf(Work.class);
    assertThat(command(listed, "C2", "proto-one", "hi")).isInstanceOf(Work.class);
    assertThat(command(listed, "C2", "not-proto-one", "hi")).isInstanceOf(Answer.class);
  }

  @Test
  void readsACommand() {
    assertThat(command(deliveries, "C1", "general", " build it "))
        .isEqualTo(
            new Work(new Command("T1", "C1", "general", "U1", "build it", "http://r", "tr1")));
  }

  private static Said said(Meaning meaning) {
    assertThat(meaning).isInstanceOf(Work.class);
    return (Said) ((Work) meaning).arrival();
  }

  private Meaning event(String type, String members) {
    return deliveries.read(
        "events_api",
        json(
            "{'team_id':'T1','event':{'type':'%s','channel':'C1','ts':'5.0',%s}}"
                .formatted(type, members)),
        SELF);
  }

  private static Meaning command(Deliveries to, String channel, String name, String text) {
    return to.read(
        "slash_commands",
        json(
            "{'team_id':'T1','channel_id':'%s','channel_name':'%s','user_id':'U1','text':'%s','response_url':'http://r','trigger_id':'tr1'}"
                .formatted(channel, name, text)),
        SELF);
  }

  private static Deliveries deliveries(String... allowed) {
    return new Deliveries(
        new Allowlist(
            new SlackSettings(
                true,
                "",
                "",
                false,
                URI.create("http://localhost"),
                List.of(allowed),
                1,
                Deciders.STARTER,
                List.of(),
                20,
                60)));
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text.replace('\'', '"'));
  }
}
