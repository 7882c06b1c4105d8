package flow.slack.simulator.delivery;

import flow.slack.simulator.workspace.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/// The app's open sockets, and the tickets that let it open more.
public final class Sockets {

  /// Slack's own limit.
  public static final int MOST = 10;

  private final Timing timing;
  private final Set<String> tickets = new HashSet<>();
  private final CopyOnWriteArrayList<Connection> open = new CopyOnWriteArrayList<>();
  private final List<Consumer<Integer>> listeners = new ArrayList<>();

  public Sockets(Timing timing) {
    this.timing = timing;
  }

  /// An open socket, for people who look.
  public record Open(String id, Instant openedAt) {}

  public List<Open> open() {
    return open.stream().map(each -> new Open(each.id(), each.openedAt())).toList();
  }

  /// Told how many sockets are open whenever that changes; to be set before the first opens.
  public void listen(Consumer<Integer> listener) {
    listeners.add(listener);
  }

  public synchronized String issueTicket() {
    var ticket = Ids.letters(32);
    tickets.add(ticket);
    return ticket;
  }

  /// Whether the ticket was good; it is used up.
  public synchronized boolean redeem(String ticket) {
    return tickets.remove(ticket);
  }

  /// Tells every socket to reconnect and closes it a little later.
  public void refreshAll() {
    open.forEach(connection -> refresh(connection).subscribe());
  }

  /// Warns every socket that it will be closed.
  public void warnAll() {
    open.forEach(connection -> connection.disconnect("warning"));
  }

  public void cutAll() {
    open.forEach(Connection::cut);
  }

  public void closeAll() {
    open.forEach(Connection::close);
  }

  /// Any of the open sockets: Slack is not sticky.
  Optional<Connection> any() {
    var now = List.copyOf(open);
    return now.isEmpty()
        ? Optional.empty()
        : Optional.of(now.get(ThreadLocalRandom.current().nextInt(now.size())));
  }

  void add(Connection connection) {
    open.add(connection);
    connection.hello(open.size(), timing.connectionLife());
    changed();
  }

  void remove(Connection connection) {
    open.remove(connection);
    changed();
  }

  /// The life of a socket, as Slack ends it: a warning, a request, a cut.
  Mono<Void> age(Connection connection) {
    return Mono.delay(timing.connectionLife())
        .doOnNext(_ -> connection.disconnect("warning"))
        .then(Mono.delay(timing.warning()))
        .then(refresh(connection));
  }

  private Mono<Void> refresh(Connection connection) {
    return Mono.fromRunnable(() -> connection.disconnect("refresh_requested"))
        .then(Mono.delay(timing.warning()))
        .doOnNext(_ -> connection.close())
        .then();
  }

  private void changed() {
    listeners.forEach(listener -> listener.accept(open.size()));
  }
}
