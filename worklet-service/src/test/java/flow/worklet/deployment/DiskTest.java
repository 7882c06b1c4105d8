package flow.worklet.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import flow.events.WorkletId;
import flow.events.kafka.Publisher;
import flow.worklet.build.BuildSettings;
import flow.worklet.engine.ContainerEngine;
import flow.worklet.engine.Disk;
import flow.worklet.engine.Resource;
import flow.worklet.lifecycle.Deployments;
import flow.worklet.lifecycle.Worklets;
import flow.worklet.source.GithubSettings;
import flow.worklet.source.Sources;
import flow.worklet.testing.Service;
import flow.worklet.testing.Shared;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import reactor.core.publisher.Mono;

/// A disk that fills.
@ExtendWith(Shared.class)
final class DiskTest {

  final Service service = Shared.service();
  final ContainerEngine engine = service.context().getBean(ContainerEngine.class);
  final Deployments deployments = service.context().getBean(Deployments.class);

  static BuildSettings settings(Map<String, String> values) {
    return new Binder(new MapConfigurationPropertySource(values))
        .bindOrCreate("flow.build", BuildSettings.class);
  }

  List<Integer> images(WorkletId id) {
    return resources().stream()
        .filter(each -> each.kind() == Resource.Kind.IMAGE && id.equals(each.worklet()))
        .map(Resource::version)
        .sorted()
        .toList();
  }

  List<Resource> resources() {
    return engine.resources().collectList().blockOptional(Service.A_WHILE).orElseThrow();
  }

  /// A disk that is as full as told, once each time it is looked at.
  void relieve(Integer... percents) {
    Queue<Integer> looks = new ArrayDeque<>(List.of(percents));
    Mono<Disk> disk = Mono.fromSupplier(() -> new Disk(100, 100 - looks.remove()));
    new Relief(engine, deployments, settings(Map.of()), disk)
        .relieve(resources())
        .block(Service.A_WHILE);
    assertThat(looks).isEmpty();
  }

  @Test
  void losesTheOldestImageFirstAndNeverTheOneThatServes() {
    var id = service.createRunning(service.site("grown", "one"));
    for (int version = 2; version <= 3; version++) {
      service.site("grown", "version " + version);
      service.post("/api/worklets/%s/rebuild".formatted(id), Map.of());
      assertThat(service.awaitEnd(id, version).get("status").asString()).isEqualTo("LIVE");
    }
    service.awaitQuiet(id);
    assertThat(images(id)).containsExactly(1, 2, 3);
    await()
        .atMost(Service.A_WHILE)
        .until(() -> service.worklet(id).get("diskBytes").asLong() > 1_000_000);

    relieve(89);
    assertThat(images(id)).containsExactly(1, 2, 3);
    relieve(90, 90, 79);
    assertThat(images(id)).containsExactly(2, 3);
    relieve(99, 99);

    assertThat(images(id)).containsExactly(3);
    assertThat(service.see(id)).isEqualTo("version 3");
    service.delete(id);
  }

  @Test
  void buildsNothingOnAFullDisk() {
    service.git().commit("nothing", Map.of("README.md", "no program"));
    var id = service.create(service.git().url("nothing"));
    service.awaitState(id, "FAILED");
    var context = service.context();
    var building =
        new Building(
            context.getBean(Sources.class),
            engine,
            deployments,
            context.getBean(Publisher.class),
            settings(Map.of("flow.build.disk-high", "0")),
            context.getBean(GithubSettings.class),
            context.getBean(Meters.class));
    var worklet = context.getBean(Worklets.class).find(id).block(Service.A_WHILE);
    var deployment = deployments.of(id).blockFirst(Service.A_WHILE);
    assertThat(worklet).isNotNull();
    assertThat(deployment).isNotNull();

    var problem =
        building
            .build(worklet, deployment)
            .<Throwable>map(_ -> new AssertionError("it was built"))
            .onErrorResume(Mono::just)
            .block(Duration.ofSeconds(30));

    assertThat(problem)
        .isInstanceOf(Fault.class)
        .hasMessageMatching("The disk is full: \\d+ % of it are used\\.");
    service.delete(id);
  }
}
