package flow.slack.simulator;

import flow.slack.simulator.api.Credentials;
import flow.slack.simulator.api.WebApi;
import flow.slack.simulator.delivery.Address;
import flow.slack.simulator.delivery.Deliveries;
import flow.slack.simulator.delivery.EventFeed;
import flow.slack.simulator.delivery.SocketHandler;
import flow.slack.simulator.delivery.Sockets;
import flow.slack.simulator.delivery.Timing;
import flow.slack.simulator.faults.Faults;
import flow.slack.simulator.faults.Limits;
import flow.slack.simulator.http.ActRoutes;
import flow.slack.simulator.http.ApiRoutes;
import flow.slack.simulator.http.FaultRoutes;
import flow.slack.simulator.http.HookRoutes;
import flow.slack.simulator.http.Live;
import flow.slack.simulator.http.PageRoutes;
import flow.slack.simulator.http.Server;
import flow.slack.simulator.http.StateRoutes;
import flow.slack.simulator.people.Answers;
import flow.slack.simulator.people.Clicks;
import flow.slack.simulator.people.Commands;
import flow.slack.simulator.people.FormFilling;
import flow.slack.simulator.people.Talk;
import flow.slack.simulator.record.Records;
import flow.slack.simulator.workspace.Forms;
import flow.slack.simulator.workspace.Hooks;
import flow.slack.simulator.workspace.Workspace;
import flow.slack.simulator.workspace.WorkspaceFile;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// All parts of a running workspace, wired.
final class Simulation {

  private static final Duration WARNING = Duration.ofSeconds(10);

  final Workspace workspace = new Workspace();
  final Records records = new Records();
  final Faults faults = new Faults();
  final Hooks hooks = new Hooks();
  final Address address = new Address("localhost");
  final Limits limits;
  final Forms forms;
  final Sockets sockets;
  final Deliveries deliveries;
  final Live live;
  final Talk talk;
  final Commands commands;
  final Clicks clicks;
  final FormFilling formFilling;
  final Server server;
  private final @Nullable WorkspaceFile file;

  Simulation(SimulatorSettings settings) {
    var timing =
        new Timing(
            settings.acknowledgeWithin(),
            settings.redeliverAfter(),
            settings.connectionLife(),
            WARNING);
    limits = new Limits(settings.limits());
    forms = new Forms(settings.triggerLife());
    sockets = new Sockets(timing);
    deliveries = new Deliveries(sockets, faults, records, timing);
    live = new Live(workspace, forms, sockets);
    talk = new Talk(workspace);
    commands = new Commands(workspace, deliveries, hooks, forms, address);
    clicks = new Clicks(workspace, deliveries, hooks, forms, address);
    formFilling = new FormFilling(workspace, deliveries, forms);
    faults.sockets(sockets::cutAll, sockets::refreshAll, sockets::warnAll);
    file = settings.file() == null ? null : new WorkspaceFile(workspace, settings.file());
    if (file != null) {
      file.open();
    }
    workspace.listen(new EventFeed(workspace, deliveries)::on);
    server = serve(settings);
    address.reachedAt("localhost:" + server.port());
  }

  private Server serve(SimulatorSettings settings) {
    var credentials = new Credentials(settings.botToken(), settings.appToken());
    var api = new WebApi(workspace, forms, sockets, address, credentials, faults, limits, records);
    workspace.listen(live::on);
    sockets.listen(live::onSockets);
    var routes =
        new ApiRoutes(api, address)
            .routes()
            .and(new HookRoutes(hooks, new Answers(workspace), records).routes())
            .and(new ActRoutes(talk, commands, clicks, formFilling).routes())
            .and(new StateRoutes(workspace, forms, sockets, records).routes())
            .and(new FaultRoutes(faults, limits).routes())
            .and(new PageRoutes(live).routes());
    return new Server(settings.port(), routes, new SocketHandler(sockets, deliveries, faults));
  }

  void close() {
    sockets.closeAll();
    live.close();
    server.close();
    if (file != null) {
      file.close();
    }
  }
}
