package flow.slack.simulator.people;

import flow.slack.simulator.marks.CanIgnoreReturnValue;
import flow.slack.simulator.workspace.Draft;
import flow.slack.simulator.workspace.Message;
import flow.slack.simulator.workspace.Seed;
import flow.slack.simulator.workspace.Workspace;
import org.jspecify.annotations.Nullable;

/// People write, edit and delete messages, and invite the bot.
public final class Talk {

  private final Workspace workspace;
  private final Places places;
  private final Typed typed;

  public Talk(Workspace workspace) {
    this.workspace = workspace;
    places = new Places(workspace);
    typed = new Typed(workspace);
  }

  /// Writes a message.
  ///
  /// @param thread the root to answer; absent for a message of its own
  public Message say(String user, String channel, @Nullable String thread, String text) {
    var place = places.channel(user, channel);
    if (text.isBlank()) {
      throw new ActRefused("an empty message");
    }
    var root = thread == null ? null : places.message(place.id(), thread).thread();
    return workspace.post(Draft.by(user, place.id(), typed.message(text)).in(root));
  }

  @CanIgnoreReturnValue
  public Message edit(String user, String channel, String ts, String text) {
    var message = own(user, channel, ts);
    return workspace.edit(message, typed.message(text), null, message.metadata());
  }

  public void delete(String user, String channel, String ts) {
    workspace.delete(own(user, channel, ts));
  }

  public void react(String user, String channel, String ts, String emoji) {
    var place = places.channel(user, channel);
    workspace.react(places.message(place.id(), ts), user, emoji);
  }

  /// Puts away a note that only this person sees.
  public void dismiss(String user, String ts) {
    workspace.ephemerals().stream()
        .filter(note -> note.user().equals(user) && note.ts().equals(ts))
        .findFirst()
        .ifPresent(workspace::silence);
  }

  /// Brings the bot into a channel.
  public void invite(String user, String channel) {
    workspace.join(places.channel(user, channel), Seed.BOT_USER, user);
  }

  private Message own(String user, String channel, String ts) {
    var message = places.message(places.channel(user, channel).id(), ts);
    if (!message.user().equals(user)) {
      throw new ActRefused(ts + " was written by " + message.user());
    }
    return message;
  }
}
