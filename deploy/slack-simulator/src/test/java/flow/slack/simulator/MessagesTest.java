package flow.slack.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.methods.response.conversations.ConversationsRepliesResponse;
import com.slack.api.model.Message;
import flow.slack.simulator.workspace.Message.Version;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class MessagesTest {

  final SlackSimulator simulator = SlackSimulator.start(SimulatorSettings.standard().withLimits(0));
  final App app = new App(simulator);

  @AfterEach
  void stop() throws IOException {
    app.close();
    simulator.close();
  }

  @Test
  void rememberWhatTheyShowed() throws Exception {
    var ts = post("one");
    app.methods.chatUpdate(r -> r.channel("C0GENERAL").ts(ts).text("two"));
    app.methods.chatUpdate(r -> r.channel("C0GENERAL").ts(ts).text("three"));

    var message = simulator.thread("C0GENERAL", ts).getFirst();

    assertThat(message.versions().stream().map(Version::text))
        .containsExactly("one", "two", "three");
    assertThat(message.versions().getLast().at()).isAfter(message.versions().getFirst().at());
  }

  @Test
  void loseTheirBlocksToAnUpdateWithTextOnly() throws Exception {
    var blocks = "[{\"type\":\"section\",\"text\":{\"type\":\"mrkdwn\",\"text\":\"block\"}}]";
    var posted =
        app.methods.chatPostMessage(
            r -> r.channel("C0GENERAL").text("fallback").blocksAsString(blocks));
    var ts = posted.getTs();
    assertThat(simulator.thread("C0GENERAL", ts).getFirst().shown()).isEqualTo("block");

    app.methods.chatUpdate(r -> r.channel("C0GENERAL").ts(ts).text("plain"));

    assertThat(simulator.thread("C0GENERAL", ts).getFirst().shown()).isEqualTo("plain");
  }

  @Test
  void showTheirMetadataOnlyWhenAsked() throws Exception {
    var ts =
        app.methods
            .chatPostMessage(
                r -> r.channel("C0GENERAL").text("marked").metadata(marker("flow_part", "7")))
            .getTs();

    assertThat(replies(ts, false).getMessages().getFirst().getMetadata()).isNull();
    var metadata = replies(ts, true).getMessages().getFirst().getMetadata();
    assertThat(metadata.getEventType()).isEqualTo("flow_part");
    assertThat(metadata.getEventPayload()).containsEntry("part", "7");
  }

  @Test
  void comeInPages() throws Exception {
    var root = post("root");
    for (var i = 1; i <= 5; i++) {
      simulator.reply("U0ADA", "C0GENERAL", root, "reply " + i);
    }
    var texts = new ArrayList<String>();
    var cursor = "";
    do {
      var from = cursor;
      var page =
          app.methods.conversationsReplies(
              r -> r.channel("C0GENERAL").ts(root).limit(2).cursor(from));
      page.getMessages().forEach(message -> texts.add(message.getText()));
      assertThat(page.getMessages()).hasSizeLessThanOrEqualTo(2);
      cursor = page.isHasMore() ? page.getResponseMetadata().getNextCursor() : "";
    } while (!cursor.isEmpty());

    assertThat(texts)
        .containsExactly("root", "reply 1", "reply 2", "reply 3", "reply 4", "reply 5");
  }

  @Test
  void ofAThreadFollowItsRootWhateverTheSpan() throws Exception {
    var root = post("root");
    var first = simulator.reply("U0ADA", "C0GENERAL", root, "early");
    simulator.reply("U0ADA", "C0GENERAL", root, "late");

    var since =
        app.methods.conversationsReplies(r -> r.channel("C0GENERAL").ts(root).oldest(first));
    var history = app.methods.conversationsHistory(r -> r.channel("C0GENERAL"));

    assertThat(texts(since.getMessages())).containsExactly("root", "late");
    assertThat(texts(history.getMessages())).containsExactly("root");
    assertThat(history.getMessages().getFirst().getReplyCount()).isEqualTo(2);
  }

  @Test
  void canBeCutByLength() throws Exception {
    var posted = app.methods.chatPostMessage(r -> r.channel("C0GENERAL").text("x".repeat(40_001)));

    assertThat(posted.getWarning()).isEqualTo("message_truncated");
    assertThat(simulator.thread("C0GENERAL", posted.getTs()).getFirst().text()).hasSize(40_000);
  }

  @Test
  void goByPersonIntoTheDirectMessage() throws Exception {
    var posted = app.methods.chatPostMessage(r -> r.channel("U0GRACE").text("psst"));
    var opened = app.methods.conversationsOpen(r -> r.users(List.of("U0GRACE")));

    assertThat(posted.getChannel()).isEqualTo("D0GRACE").isEqualTo(opened.getChannel().getId());
  }

  @Test
  void knowTheWorkspace() throws Exception {
    assertThat(app.methods.authTest(r -> r).getBotId()).isEqualTo("B0FLOW");
    assertThat(app.methods.teamInfo(r -> r).getTeam().getName()).isEqualTo("Flow HQ");
    assertThat(app.methods.usersList(r -> r).getMembers()).hasSize(4);
    assertThat(app.methods.conversationsList(r -> r).getChannels()).hasSize(3);
    assertThat(app.methods.botsInfo(r -> r.bot("B0FLOW")).getBot().getUserId()).isEqualTo("U0FLOW");
    assertThat(app.methods.apiTest(r -> r.foo("bar")).getArgs().getFoo()).isEqualTo("bar");
  }

  private String post(String text) throws Exception {
    return app.methods.chatPostMessage(r -> r.channel("C0GENERAL").text(text)).getTs();
  }

  private ConversationsRepliesResponse replies(String ts, boolean metadata) throws Exception {
    return app.methods.conversationsReplies(
        r -> r.channel("C0GENERAL").ts(ts).includeAllMetadata(metadata));
  }

  private static Message.Metadata marker(String type, String part) {
    return Message.Metadata.builder().eventType(type).eventPayload(Map.of("part", part)).build();
  }

  private static List<String> texts(List<Message> messages) {
    return messages.stream().map(Message::getText).toList();
  }
}
