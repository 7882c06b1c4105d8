package flow.worklet.traffic;

import flow.events.WorkletId;
import flow.worklet.engine.Version;
import flow.worklet.lifecycle.Deployments;
import flow.worklet.lifecycle.Worklet;
import flow.worklet.lifecycle.Worklets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The routes as the database has them, remembered for a moment.
@Component
public class Routes {

  /// For how long another instance's switch may go unnoticed.
  public static final Duration REMEMBERED = Duration.ofSeconds(1);

  private static final int MOST = 10_000;

  private final Worklets worklets;
  private final Deployments deployments;
  private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();

  Routes(Worklets worklets, Deployments deployments) {
    this.worklets = worklets;
    this.deployments = deployments;
  }

  private record Remembered(WorkletId worklet, Mono<Route> route, long until) {}

  /// The route of a slug; empty when nobody has it.
  public Mono<Route> find(String slug) {
    var known = remembered.get(slug);
    if (known != null && System.nanoTime() - known.until() < 0) {
      return known.route();
    }
    return read(slug).doOnNext(route -> remember(slug, route));
  }

  /// Has the worklet's route read anew.
  public void forget(WorkletId worklet) {
    remembered.values().removeIf(entry -> entry.worklet().equals(worklet));
  }

  private void remember(String slug, Route route) {
    if (remembered.size() >= MOST) {
      remembered.clear();
    }
    var until = System.nanoTime() + REMEMBERED.toNanos();
    remembered.put(slug, new Remembered(route.worklet().id(), Mono.just(route), until));
  }

  private Mono<Route> read(String slug) {
    return worklets
        .findBySlug(slug)
        .flatMap(worklet -> serving(worklet).defaultIfEmpty(new Route(worklet, null, null, 0)));
  }

  private Mono<Route> serving(Worklet worklet) {
    if (worklet.serving() == null) {
      return Mono.empty();
    }
    return deployments
        .find(worklet.serving())
        .map(deployment ->
            new Route(
                worklet,
                new Version(worklet.id(), deployment.version()),
                deployment.host(),
                deployment.port() == null ? 0 : deployment.port()));
  }
}
