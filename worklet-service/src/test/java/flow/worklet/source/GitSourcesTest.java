package flow.worklet.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import flow.events.WorkletId;
import flow.worklet.testing.GitServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

class GitSourcesTest {

  @TempDir Path served;
  @TempDir Path data;
  final WorkletId worklet = WorkletId.random();
  GitServer server;
  SourceSettings settings;
  Sources sources;

  @BeforeEach
  void serve() {
    server = new GitServer(served);
    settings = RepositoryUrlTest.settings(List.of(server.authority()), false);
    sources = sources(GitServer.TOKEN);
    server.commit("app", Map.of("index.html", "one", "src/a.txt", "a"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  Sources sources(@Nullable String token) {
    var git = new Git(settings, token);
    var folders = new Folders(data);
    return new GitSources(
        git, new GitCache(git, new Hosts(settings), folders, settings), folders, settings);
  }

  @CanIgnoreReturnValue
  String refresh() {
    return get(sources.refresh(worklet, server.url("app"), null));
  }

  @CanIgnoreReturnValue
  static <T> T get(Mono<T> mono) {
    return mono.blockOptional().orElseThrow();
  }

  String file(String path) throws IOException {
    return Files.readString(sources.folder(worklet).resolve(path));
  }

  @Test
  void takesTheDefaultBranch() throws IOException {
    assertThat(refresh()).matches("[0-9a-f]{40}");
    assertThat(file("index.html")).isEqualTo("one");
    assertThat(GitServer.git(sources.folder(worklet), "log", "--oneline").lines()).hasSize(1);
  }

  @Test
  void takesANamedBranch() throws IOException {
    server.commit("app", "next", Map.of("index.html", "next"));

    get(sources.refresh(worklet, server.url("app"), "next"));

    assertThat(file("index.html")).isEqualTo("next");
  }

  @Test
  void followsItsBranch() throws IOException {
    refresh();
    var newest = server.commit("app", Map.of("index.html", "two"));

    assertThat(refresh()).isEqualTo(newest);
    assertThat(file("index.html")).isEqualTo("two");
  }

  @Test
  void followsARewrittenBranch() throws IOException {
    refresh();
    GitServer.git(server.work("app"), "commit", "--quiet", "--amend", "-m", "rewritten");
    var newest = server.commit("app", Map.of("index.html", "new history"));

    assertThat(refresh()).isEqualTo(newest);
    assertThat(file("index.html")).isEqualTo("new history");
  }

  @Test
  void keepsItsOwnChangesWhenTheBranchMoves() throws IOException {
    refresh();
    Files.writeString(sources.folder(worklet).resolve("src/a.txt"), "changed here\n");
    var change = get(sources.commit(worklet, "A change"));
    server.commit("app", Map.of("index.html", "two"));

    refresh();

    assertThat(change.files()).isEqualTo(1);
    assertThat(file("index.html")).isEqualTo("two");
    assertThat(file("src/a.txt")).isEqualTo("changed here\n");
  }

  @Test
  void saysSoWhenBothChangedTheSameLines() throws IOException {
    refresh();
    Files.writeString(sources.folder(worklet).resolve("index.html"), "mine");
    get(sources.commit(worklet, "A change"));
    server.commit("app", Map.of("index.html", "theirs"));

    assertThatThrownBy(this::refresh)
        .isInstanceOf(SourceRefused.class)
        .hasMessage("The branch changed lines that were changed here too.");
    assertThat(file("index.html")).isEqualTo("mine");
  }

  @Test
  void countsWhatACommitChanged() throws IOException {
    refresh();
    Files.writeString(sources.folder(worklet).resolve("index.html"), "one\ntwo\n");
    Files.writeString(sources.folder(worklet).resolve("new.txt"), "new\n");
    Files.createDirectories(sources.folder(worklet).resolve("node_modules"));
    Files.writeString(sources.folder(worklet).resolve("node_modules/x"), "not a source");

    var change = get(sources.commit(worklet, "A change"));

    assertThat(change.files()).isEqualTo(2);
    assertThat(change.added()).isEqualTo(3);
    assertThat(sources.commit(worklet, "Nothing").blockOptional()).isEmpty();
  }

  @Test
  void neverRunsWhatTheWorkingFolderSays() throws IOException {
    refresh();
    var folder = sources.folder(worklet);
    var trap = data.resolve("sprung");
    var config =
        "[core]\n\tfsmonitor = touch %s\n\thooksPath = %s\n[filter \"x\"]\n\tclean = touch %s\n"
            .formatted(trap, folder, trap);
    Files.writeString(folder.resolve(".git/config"), config);
    Files.writeString(folder.resolve(".gitattributes"), "* filter=x\n");
    Files.writeString(folder.resolve("pre-commit"), "#!/bin/sh\ntouch %s\n".formatted(trap));
    assertThat(folder.resolve("pre-commit").toFile().setExecutable(true)).isTrue();
    Files.createDirectories(folder.resolve("nested"));
    GitServer.git(folder.resolve("nested"), "init", "--quiet");
    Files.writeString(folder.resolve("nested/.git/config"), config);
    Files.writeString(folder.resolve("nested/file"), "x");

    get(sources.commit(worklet, "A change"));
    refresh();

    assertThat(trap).doesNotExist();
    assertThat(folder.resolve("nested/file")).exists();
  }

  @Test
  void doesNotFollowLinksOutOfTheTree() throws IOException {
    Files.createSymbolicLink(server.work("app").resolve("Dockerfile"), Path.of("/etc/passwd"));
    server.commit("app", Map.of());

    var tree = get(sources.tree(worklet, refresh()));

    assertThat(tree.paths()).containsExactly("index.html", "src/a.txt");
    assertThat(tree.text("Dockerfile")).isEmpty();
  }

  @Test
  void readsPrivateRepositoriesWithTheToken() {
    server.commit("private-app", Map.of("index.html", "secret"));

    get(sources.refresh(worklet, server.url("private-app"), null));

    assertThat(everythingBelow(data)).noneMatch(text -> text.contains(GitServer.TOKEN));
    assertThatThrownBy(
            () -> get(sources(null).refresh(WorkletId.random(), server.url("private-app"), "main")))
        .hasMessage("The repository asks for a login that Flow does not have.");
  }

  @Test
  void doesNotFollowRedirects() {
    assertThatThrownBy(() ->
            get(
                sources.refresh(
                    worklet, "http://%s/redirect/app".formatted(server.authority()), "main")))
        .hasMessage("The repository's address leads elsewhere.");
  }

  @Test
  void tellsThatARepositoryOrBranchIsMissing() {
    assertThatThrownBy(() -> get(sources.refresh(worklet, server.url("nothing"), "main")))
        .hasMessage("There is no repository at this address, or it is private.");
    assertThatThrownBy(() -> get(sources.refresh(worklet, server.url("app"), "nothing")))
        .hasMessage("The repository has no such branch.");
  }

  @Test
  void refusesTooManyFiles() {
    var many =
        IntStream.range(0, 101)
            .boxed()
            .collect(Collectors.toMap(i -> "f" + i, _ -> "", (a, _) -> a, java.util.HashMap::new));
    server.commit("many", many);

    assertThatThrownBy(() -> get(sources.refresh(worklet, server.url("many"), null)))
        .hasMessage("The repository has 101 files; at most 100 are taken.");
  }

  @Test
  void mendsACacheThatAKilledGitLeft() throws IOException {
    refresh();
    try (var caches = Files.list(data.resolve("worklets/cache"))) {
      Files.writeString(caches.findFirst().orElseThrow().resolve("shallow.lock"), "");
    }
    Files.writeString(
        data.resolve("worklets").resolve(worklet.toString()).resolve("history.git/index.lock"), "");
    var newest = server.commit("app", Map.of("index.html", "two"));

    assertThat(refresh()).isEqualTo(newest);
  }

  @Test
  void pushesToABranch() throws IOException {
    refresh();
    Files.writeString(sources.folder(worklet).resolve("index.html"), "mine");
    var change = get(sources.commit(worklet, "A change"));
    var branch = new BranchName("flow/change");

    sources.push(worklet, server.url("app"), change.commit(), branch).block();
    sources.push(worklet, server.url("app"), change.commit(), branch).block();

    assertThat(GitServer.git(server.folder("app"), "rev-parse", "flow/change").strip())
        .isEqualTo(change.commit());
  }

  @Test
  void forgetsAWorklet() {
    refresh();

    sources.forget(worklet).block();

    assertThat(data.resolve("worklets").resolve(worklet.toString())).doesNotExist();
  }

  static List<String> everythingBelow(Path folder) {
    try (var all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).map(GitSourcesTest::content).toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static String content(Path file) {
    try {
      return new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
