package flow.worklet.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import flow.events.WorkletId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/// What every engine must do.
public abstract class ContainerEngineContract {

  protected static final Duration A_WHILE = Duration.ofSeconds(60);

  protected static final String SERVER =
      "while true; do printf 'HTTP/1.0 200 OK\\r\\n\\r\\nhello\\n' | nc -l -p $PORT; done";

  @TempDir protected Path folder;
  protected final WorkletId worklet = WorkletId.random();
  protected final Version version = new Version(worklet, 1);
  protected ContainerEngine engine;

  protected abstract ContainerEngine engine();

  protected abstract String baseImage();

  @BeforeEach
  void make() {
    engine = engine();
    engine.fence().block(A_WHILE);
  }

  @AfterEach
  void removeAll() {
    engine
        .resources()
        .filter(resource -> resource.kind() == Resource.Kind.CONTAINER)
        .concatMap(engine::remove)
        .blockLast(A_WHILE);
    engine.resources().concatMap(engine::remove).blockLast(A_WHILE);
    assertThat(engine.resources().collectList().block(A_WHILE)).isEmpty();
  }

  @CanIgnoreReturnValue
  protected List<String> build(Version version, String dockerfile) {
    var lines = new ArrayList<String>();
    engine
        .build(new BuildOrder(version, archive(Map.of("index.html", "hello")), "", dockerfile))
        .doOnNext(lines::add)
        .blockLast(A_WHILE);
    return lines;
  }

  @CanIgnoreReturnValue
  protected Workload start(Version version, String... command) {
    engine.connect(version.worklet()).block(A_WHILE);
    return get(
        engine.start(
            new Launch(
                version,
                engine.image(version),
                List.of(command),
                Map.of("PORT", "8080", "GREETING", "hello"))));
  }

  protected void buildAndStart() {
    build(
        version,
        "FROM %s\nCOPY . /site\nCMD [\"busybox\", \"httpd\", \"-f\", \"-p\", \"8080\", \"-h\", \"/site\"]"
            .formatted(baseImage()));
    start(version);
  }

  protected static <T> T get(Mono<T> mono) {
    return mono.blockOptional(A_WHILE).orElseThrow();
  }

  protected void awaitAnswer(Version version) {
    Awaitility.await()
        .atMost(A_WHILE)
        .ignoreExceptions()
        .until(() -> answer(get(engine.find(version))).contains("hello"));
  }

  protected String answer(Workload workload) throws IOException, InterruptedException {
    try (var client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build()) {
      var request =
          HttpRequest.newBuilder(URI.create("http://%s:8080/".formatted(workload.host())))
              .timeout(Duration.ofSeconds(5))
              .build();
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
  }

  protected Path archive(Map<String, String> files) {
    var file = folder.resolve("sources.tar");
    try (var tar = new TarArchiveOutputStream(Files.newOutputStream(file))) {
      for (var each : files.entrySet()) {
        var content = each.getValue().getBytes(StandardCharsets.UTF_8);
        var entry = new TarArchiveEntry(each.getKey());
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return file;
  }

  @Test
  void buildsAndRunsAVersion() {
    buildAndStart();

    awaitAnswer(version);
    assertThat(get(engine.hasImage(version))).isTrue();
    assertThat(get(engine.hasImage(new Version(worklet, 2)))).isFalse();
  }

  @Test
  void leavesAVersionRunningThatIsStartedAgain() {
    buildAndStart();
    awaitAnswer(version);
    var first = get(engine.find(version));

    assertThat(start(version)).isEqualTo(first);
  }

  @Test
  void tellsTheBuildLineByLineAndThatItBroke() {
    var lines = new CopyOnWriteArrayList<String>();

    var problem =
        engine
            .build(
                new BuildOrder(
                    version,
                    archive(Map.of()),
                    "",
                    "FROM %s\nRUN echo one && echo two && exit 3".formatted(baseImage())))
            .doOnNext(lines::add)
            .then()
            .<Throwable>thenReturn(new AssertionError("it did not break"))
            .onErrorResume(Mono::just)
            .block(A_WHILE);

    assertThat(problem).isInstanceOf(BuildBroke.class).hasMessageContaining("code: 3");
    assertThat(lines).contains("one", "two");
    assertThat(get(engine.hasImage(version))).isFalse();
  }

  @Test
  void stopsAndResumesAVersion() {
    buildAndStart();
    awaitAnswer(version);

    engine.stop(version).block(A_WHILE);
    engine.stop(version).block(A_WHILE);
    assertThat(get(engine.find(version)).isRunning()).isFalse();

    engine.resume(version).block(A_WHILE);
    awaitAnswer(version);
  }

  @Test
  void pausesAndResumesAVersion() {
    buildAndStart();
    awaitAnswer(version);

    engine.pause(version).block(A_WHILE);
    engine.pause(version).block(A_WHILE);
    assertThat(get(engine.find(version)).isRunning()).isFalse();

    engine.resume(version).block(A_WHILE);
    engine.resume(version).block(A_WHILE);
    awaitAnswer(version);
  }

  @Test
  void removesAVersionInAnyState() {
    buildAndStart();
    engine.pause(version).block(A_WHILE);

    engine.remove(version).block(A_WHILE);
    engine.remove(version).block(A_WHILE);

    assertThat(engine.find(version).blockOptional(A_WHILE)).isEmpty();
  }

  @Test
  void tellsWhatAVersionPrinted() {
    build(
        version,
        "FROM %s\nCMD [\"sh\", \"-c\", \"echo one; echo $GREETING >&2; exec sleep 600\"]"
            .formatted(baseImage()));
    start(version);

    Awaitility.await()
        .atMost(A_WHILE)
        .untilAsserted(() ->
            assertThat(engine.logs(version, 10, false).collectList().block(A_WHILE))
                .containsExactlyInAnyOrder("one", "hello"));
    assertThat(engine.logs(version, 10, true).take(2).collectList().block(A_WHILE)).hasSize(2);
  }

  @Test
  void tellsHowAVersionEnded() {
    build(version, "FROM %s\nCMD [\"sh\", \"-c\", \"exit 7\"]".formatted(baseImage()));
    start(version);

    Awaitility.await() // an engine that starts it again has it running in between
        .atMost(A_WHILE)
        .untilAsserted(() ->
            assertThat(get(engine.find(version)))
                .extracting(Workload::state, Workload::exitCode)
                .containsExactly(Workload.State.EXITED, 7));
  }

  @Test
  void tellsThatSomethingHappenedToAWorklet() {
    var told = new CopyOnWriteArrayList<WorkletId>();
    var listening = engine.changes().subscribe(told::add);
    try {
      buildAndStart();
      engine.stop(version).block(A_WHILE);

      Awaitility.await().atMost(A_WHILE).until(() -> told.contains(worklet));
    } finally {
      listening.dispose();
    }
  }

  @Test
  void listsWhatItMade() {
    buildAndStart();

    assertThat(engine.resources().collectList().block(A_WHILE))
        .extracting(Resource::kind, Resource::worklet)
        .contains(
            org.assertj.core.groups.Tuple.tuple(Resource.Kind.CONTAINER, worklet),
            org.assertj.core.groups.Tuple.tuple(Resource.Kind.IMAGE, worklet),
            org.assertj.core.groups.Tuple.tuple(Resource.Kind.NETWORK, worklet));
  }
}
