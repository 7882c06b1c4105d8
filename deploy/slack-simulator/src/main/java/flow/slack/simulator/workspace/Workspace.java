package flow.slack.simulator.workspace;

import flow.slack.simulator.marks.CanIgnoreReturnValue;
import flow.slack.simulator.workspace.Change.Deleted;
import flow.slack.simulator.workspace.Change.Edited;
import flow.slack.simulator.workspace.Change.Joined;
import flow.slack.simulator.workspace.Change.Posted;
import flow.slack.simulator.workspace.Change.Reacted;
import flow.slack.simulator.workspace.Change.Silenced;
import flow.slack.simulator.workspace.Change.Whispered;
import flow.slack.simulator.workspace.Message.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// People, channels and messages. Every change is told to the listeners in the order it happened.
public final class Workspace {

  private static final int KEPT_EPHEMERALS = 500;

  private final Map<String, Person> people = new LinkedHashMap<>();
  private final Map<String, Channel> channels = new LinkedHashMap<>();
  private final Archive archive = new Archive();
  private final List<Ephemeral> ephemerals = new ArrayList<>();
  private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
  private final Clock clock = new Clock();

  public Workspace() {
    Seed.PEOPLE.forEach(person -> people.put(person.id(), person));
    Seed.CHANNELS.forEach(channel -> channels.put(channel.id(), channel));
  }

  /// Listeners run inside the change and must be quick.
  public void listen(Consumer<Change> listener) {
    listeners.add(listener);
  }

  public synchronized List<Person> people() {
    return List.copyOf(people.values());
  }

  public synchronized Optional<Person> person(String id) {
    return Optional.ofNullable(people.get(id));
  }

  public synchronized List<Channel> channels() {
    return List.copyOf(channels.values());
  }

  /// By id, or by name with or without `#`.
  public synchronized Optional<Channel> channel(String idOrName) {
    var name = idOrName.startsWith("#") ? idOrName.substring(1) : idOrName;
    return channels.values().stream()
        .filter(channel -> channel.id().equals(idOrName) || isNamed(channel, name))
        .findFirst();
  }

  /// The direct message between the bot and a person.
  public synchronized Optional<Channel> directWith(String person) {
    return channels.values().stream().filter(c -> c.direct() && c.has(person)).findFirst();
  }

  /// All messages of a channel that still exist, oldest first, replies included.
  public synchronized List<Message> messages(String channel) {
    return archive.in(channel);
  }

  public synchronized Optional<Message> message(String channel, String ts) {
    return archive.find(channel, ts);
  }

  /// A root and its replies, oldest first.
  public synchronized List<Message> thread(String channel, String ts) {
    return messages(channel).stream().filter(message -> message.thread().equals(ts)).toList();
  }

  public synchronized List<Ephemeral> ephemerals() {
    return List.copyOf(ephemerals);
  }

  @CanIgnoreReturnValue
  public synchronized Message post(Draft draft) {
    var ts = clock.next();
    var version = new Version(Instant.now(), draft.text(), draft.blocks());
    var message =
        new Message(
            draft.channel(),
            ts,
            draft.threadTs(),
            draft.user(),
            draft.botId(),
            draft.subtype(),
            List.of(version),
            draft.metadata(),
            Map.of(),
            false);
    archive.put(message);
    tell(new Posted(message));
    return message;
  }

  @CanIgnoreReturnValue
  public synchronized Message edit(
      Message before, String text, @Nullable JsonNode blocks, @Nullable JsonNode metadata) {
    var after = before.edited(new Version(Instant.now(), text, blocks), metadata);
    archive.putEdited(after);
    tell(new Edited(before, after));
    return after;
  }

  public synchronized void delete(Message message) {
    archive.put(message.asDeleted());
    tell(new Deleted(message));
  }

  /// Whether the reaction is new.
  @CanIgnoreReturnValue
  public synchronized boolean react(Message message, String user, String emoji) {
    var reactions = new LinkedHashMap<>(message.reactions());
    var users = new ArrayList<>(reactions.getOrDefault(emoji, List.of()));
    if (users.contains(user)) {
      return false;
    }
    users.add(user);
    reactions.put(emoji, List.copyOf(users));
    var after = message.reacted(reactions);
    archive.put(after);
    tell(new Reacted(after, user, emoji));
    return true;
  }

  @CanIgnoreReturnValue
  public synchronized Ephemeral whisper(Draft draft, String reader) {
    var ephemeral =
        new Ephemeral(
            draft.channel(),
            clock.next(),
            draft.threadTs(),
            reader,
            draft.user(),
            draft.text(),
            draft.blocks(),
            Instant.now());
    ephemerals.add(ephemeral);
    if (ephemerals.size() > KEPT_EPHEMERALS) {
      ephemerals.removeFirst();
    }
    tell(new Whispered(ephemeral));
    return ephemeral;
  }

  /// Takes an ephemeral note away from its reader.
  public synchronized void silence(Ephemeral ephemeral) {
    if (ephemerals.remove(ephemeral)) {
      tell(new Silenced(ephemeral));
    }
  }

  @CanIgnoreReturnValue
  public synchronized Channel join(Channel channel, String user, @Nullable String inviter) {
    var members = new HashSet<>(channel.members());
    if (!members.add(user)) {
      return channel;
    }
    var joined = channel.with(members);
    channels.put(channel.id(), joined);
    var text = "<@" + user + "> has joined the channel";
    tell(new Joined(joined, user, inviter));
    post(Draft.by(user, channel.id(), text).as("channel_join"));
    return joined;
  }

  /// Tells the listeners of a change that happened elsewhere, in the same order as all others.
  public synchronized void tell(Change change) {
    listeners.forEach(listener -> listener.accept(change));
  }

  /// Runs while nothing changes, so that what it reads and what follows fit together.
  public synchronized void still(Runnable action) {
    action.run();
  }

  synchronized Snapshot snapshot() {
    return new Snapshot(List.copyOf(channels.values()), archive.thinned());
  }

  synchronized void restore(Snapshot snapshot) {
    snapshot.channels().forEach(channel -> channels.put(channel.id(), channel));
    for (var message : snapshot.messages()) {
      archive.put(message);
      clock.notBefore(message.ts());
    }
  }

  private static boolean isNamed(Channel channel, String name) {
    return !channel.direct() && channel.name().equals(name);
  }
}
