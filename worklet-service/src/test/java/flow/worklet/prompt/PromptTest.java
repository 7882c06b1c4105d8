package flow.worklet.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import flow.events.Origin;
import flow.events.SessionCommand;
import flow.events.WorkletId;
import flow.worklet.testing.Service;
import flow.worklet.testing.Shared;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PromptTest {

  static final String GOOD = "echo %s > /tmp/index.html; exec httpd -f -p $PORT -h /tmp";

  final Service service = Shared.service();
  SessionStandIn claude;

  @BeforeAll
  void listen() {
    claude = new SessionStandIn(service.context());
  }

  @AfterAll
  void stop() {
    claude.close();
  }

  static void write(SessionCommand.Prompt prompt, String file, String text) {
    try {
      Files.writeString(Path.of(Objects.requireNonNull(prompt.workspace())).resolve(file), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode awaitDone(WorkletId id, int number) {
    await().atMost(Service.A_WHILE).until(() -> !prompt(id, number).path("finishedAt").isNull());
    return prompt(id, number);
  }

  JsonNode prompt(WorkletId id, int number) {
    return service.get("/api/worklets/%s/prompts".formatted(id)).get(number - 1);
  }

  void ask(WorkletId id, String text) {
    service.post("/api/worklets/%s/prompts".formatted(id), Map.of("prompt", text));
  }

  @Test
  void deploysWhatAPromptChanged() {
    var id = service.createRunning(service.program("prompted", GOOD.formatted("before")));
    claude.works(prompt -> {
      write(prompt, "run.sh", GOOD.formatted("after"));
      claude.complete(prompt, "I changed it.");
    });

    ask(id, "Change it");

    var done = awaitDone(id, 1);
    assertThat(done.get("state").asString()).isEqualTo("DONE");
    assertThat(done.get("answer").asString()).isEqualTo("I changed it.");
    assertThat(done.get("files").asInt()).isEqualTo(1);
    assertThat(service.see(id)).isEqualTo("after\n");
    assertThat(claude.prompts)
        .filteredOn(prompt -> prompt.origin().equals(new Origin.Worklet(id, null)))
        .extracting(SessionCommand.Prompt::text)
        .containsExactly("Change it");
    service.delete(id);
  }

  @Test
  void givesWhatBrokeBackToClaude() {
    var id = service.createRunning(service.program("repaired", GOOD.formatted("good")));
    claude.works(prompt -> {
      boolean repair = prompt.text().contains("could not be put into service");
      write(prompt, "run.sh", repair ? GOOD.formatted("repaired") : "echo 'a bad line'; exit 4");
      claude.complete(prompt, repair ? "Repaired." : "Done.");
    });

    ask(id, "Break it");

    var done = awaitDone(id, 1);
    assertThat(done.get("state").asString()).isEqualTo("DONE");
    assertThat(done.get("attempts").asInt()).isEqualTo(1);
    assertThat(service.see(id)).isEqualTo("repaired\n");
    assertThat(claude.prompts.getLast().text()).contains("ended with code 4", "a bad line");
    service.delete(id);
  }

  @Test
  void givesUpAfterTwoRepairsAndKeepsServing() {
    var id = service.createRunning(service.program("hopeless", GOOD.formatted("good")));
    claude.works(prompt -> {
      write(prompt, "run.sh", "echo %s; exit 5".formatted(prompt.id()));
      claude.complete(prompt, "Done.");
    });

    ask(id, "Break it");

    var done = awaitDone(id, 1);
    assertThat(done.get("state").asString()).isEqualTo("FAILED");
    assertThat(done.get("attempts").asInt()).isEqualTo(2);
    assertThat(service.deployments(id)).hasSize(4);
    assertThat(service.see(id)).isEqualTo("good\n");
    service.delete(id);
  }

  @Test
  void worksOnOnePromptAtATime() {
    var id = service.createRunning(service.program("queued", GOOD.formatted("good")));
    claude.works(_ -> {});
    ask(id, "first");
    await()
        .atMost(Service.A_WHILE)
        .until(() -> prompt(id, 1).get("state").asString().equals("WORKING"));
    ask(id, "second");

    assertThat(prompt(id, 2).get("state").asString()).isEqualTo("QUEUED");
    claude.works(prompt -> claude.complete(prompt, "Nothing to do."));
    await()
        .atMost(Service.A_WHILE)
        .until(() -> claude.prompts.stream().anyMatch(prompt -> prompt.text().equals("first")));
    claude.fail(
        claude.prompts.stream()
            .filter(prompt -> prompt.text().equals("first"))
            .findFirst()
            .orElseThrow(),
        "It broke.");

    assertThat(awaitDone(id, 1).get("problem").asString()).isEqualTo("It broke.");
    assertThat(awaitDone(id, 2).get("state").asString()).isEqualTo("DONE");
    service.delete(id);
  }
}
