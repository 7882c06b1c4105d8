package flow.worklet.pullrequest;

import static org.assertj.core.api.Assertions.assertThat;

import flow.events.WorkletId;
import flow.worklet.source.Sources;
import flow.worklet.testing.GitServer;
import flow.worklet.testing.Service;
import flow.worklet.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Shared.class)
final class PullRequestTest {

  final Service service = Shared.service();

  WorkletId changed(String name) throws IOException {
    var id = service.createRunning(service.site("owner/" + name, "one"));
    var sources = service.context().getBean(Sources.class);
    Files.writeString(sources.folder(id).resolve("index.html"), "two");
    assertThat(sources.commit(id, "Say two\n\nPrompted-by: somebody\n").block()).isNotNull();
    return id;
  }

  @Test
  void opensAPullRequestOnce() throws IOException {
    var id = changed("pulled");
    var path = "/api/worklets/%s/pull-request".formatted(id);

    var first = service.post(path, Map.of("title", "Say two", "branch", "flow/two"));
    var second = service.post(path, Map.of("title", "Say two", "branch", "flow/two"));

    assertThat(first.get("url").asString()).startsWith("https://github.test/pull/");
    assertThat(second.get("url")).isEqualTo(first.get("url"));
    var opened =
        service.github().opened.stream()
            .filter(each -> each.get("head").asString().equals("flow/two"))
            .toList();
    assertThat(opened).hasSize(1);
    assertThat(opened.getFirst().get("base").asString()).isEqualTo("main");
    var pushed =
        GitServer.git(
            service.git().folder("owner/pulled"),
            "log",
            "-1",
            "--format=%an <%ae>%n%s",
            "flow/two");
    assertThat(pushed.strip()).isEqualTo("Flow <flow@localhost>\nSay two");
    service.delete(id);
  }

  @Test
  void saysWhenNothingWasChanged() {
    var id = service.createRunning(service.site("owner/unchanged", "one"));

    var answer = service.call("POST", "/api/worklets/%s/pull-request".formatted(id), Map.of());

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("Nothing was changed yet.");
    service.delete(id);
  }
}
