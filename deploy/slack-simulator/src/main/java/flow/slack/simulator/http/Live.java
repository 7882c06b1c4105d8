package flow.slack.simulator.http;

import flow.slack.simulator.delivery.Sockets;
import flow.slack.simulator.workspace.Change;
import flow.slack.simulator.workspace.Forms;
import flow.slack.simulator.workspace.Workspace;
import java.util.LinkedHashSet;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.util.concurrent.Queues;

/// Tells every open page what changes, beginning with everything there is.
public final class Live {

  private static final int BUFFER = 4096; // changes; a page further behind has to start again

  private final Workspace workspace;
  private final Forms forms;
  private final Sockets sockets;
  private final Set<Page> pages = new LinkedHashSet<>();

  public Live(Workspace workspace, Forms forms, Sockets sockets) {
    this.workspace = workspace;
    this.forms = forms;
    this.sockets = sockets;
  }

  private record Page(PageView view, Sinks.Many<String> sink) {}

  /// What the page of a person has to know, as JSON, one change at a time.
  Flux<String> changesFor(String person) {
    return Flux.defer(() -> {
      var page = new Page(new PageView(workspace, person), sink());
      workspace.still(() -> open(page));
      return page.sink().asFlux().doFinally(_ -> close(page));
    });
  }

  public synchronized void on(Change change) {
    for (var page : Set.copyOf(pages)) {
      page.view().of(change).ifPresent(json -> send(page, json.toString()));
    }
  }

  public synchronized void onSockets(int count) {
    var json = PageView.sockets(count).toString();
    Set.copyOf(pages).forEach(page -> send(page, json));
  }

  /// Ends every page's stream.
  public synchronized void close() {
    pages.forEach(page -> page.sink().tryEmitComplete());
    pages.clear();
  }

  private synchronized void open(Page page) {
    pages.add(page);
    var form = forms.top(page.view().person()).orElse(null);
    send(page, page.view().everything(form, sockets.open().size()).toString());
  }

  private synchronized void close(Page page) {
    pages.remove(page);
  }

  private void send(Page page, String json) {
    if (page.sink().tryEmitNext(json).isFailure()) {
      pages.remove(page);
      page.sink().tryEmitComplete();
    }
  }

  private static Sinks.Many<String> sink() {
    return Sinks.many().unicast().onBackpressureBuffer(Queues.<String>get(BUFFER).get());
  }
}
