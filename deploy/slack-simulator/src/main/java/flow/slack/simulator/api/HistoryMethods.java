package flow.slack.simulator.api;

import static flow.slack.simulator.api.Method.read;

import flow.slack.simulator.faults.Tier;
import flow.slack.simulator.workspace.Message;
import flow.slack.simulator.workspace.WireMessage;
import flow.slack.simulator.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// `conversations.history` and `conversations.replies`
final class HistoryMethods {

  private static final int MOST = 1000;

  private final Workspace workspace;
  private final Places places;

  HistoryMethods(Workspace workspace) {
    this.workspace = workspace;
    places = new Places(workspace);
  }

  List<Method> all() {
    return List.of(
        read("conversations.history", Tier.T3, this::history),
        read("conversations.replies", Tier.T3, this::replies));
  }

  /// Newest first, replies left out.
  private ObjectNode history(Arguments arguments) {
    var channel = places.joined(arguments);
    var span = Span.of(arguments);
    var roots =
        workspace.messages(channel.id()).stream()
            .filter(message -> !message.isReply() && span.holds(message.ts()))
            .toList()
            .reversed();
    var page = Page.of(roots, arguments, arguments.limit(100, MOST), Message::ts);
    var answer = answer(arguments, page);
    return answer.put("pin_count", 0);
  }

  /// Oldest first; the root leads the first page whatever the span.
  private ObjectNode replies(Arguments arguments) {
    var channel = places.joined(arguments);
    var ts = Places.ts(arguments.required("ts"), "thread_not_found");
    var asked = workspace.message(channel.id(), ts);
    var thread = asked.map(message -> workspace.thread(channel.id(), message.thread()));
    var all = thread.filter(found -> !found.isEmpty());
    var messages = all.orElseThrow(() -> new Refusal("thread_not_found"));
    var span = Span.of(arguments);
    var shown = new ArrayList<Message>();
    for (var message : messages) {
      if (!message.isReply() || span.holds(message.ts())) {
        shown.add(message);
      }
    }
    return answer(arguments, Page.of(shown, arguments, arguments.limit(MOST, MOST), Message::ts));
  }

  private ObjectNode answer(Arguments arguments, Page<Message> page) {
    var withMetadata = arguments.flag("include_all_metadata");
    var answer = Answer.ok();
    var messages = answer.putArray("messages");
    page.items().forEach(message -> messages.add(wire(message, withMetadata)));
    answer.put("has_more", page.hasMore());
    if (page.hasMore()) {
      Answer.cursor(answer, page.nextCursor());
    }
    return answer;
  }

  private ObjectNode wire(Message message, boolean withMetadata) {
    var node = withMetadata ? WireMessage.withMetadata(message) : WireMessage.of(message);
    if (!message.isReply()) {
      var thread = workspace.thread(message.channel(), message.ts());
      WireMessage.addThread(node, message, thread.stream().filter(Message::isReply).toList());
    }
    return node;
  }
}
