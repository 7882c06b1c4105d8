package flow.worklet.source;

import flow.worklet.process.Processes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// The `git` program, told to trust nothing: no configuration but what is given here, no hooks, no
/// helpers, no prompts, no redirects and no protocol that was not asked for.
final class Git {

  private static final List<String> CAUTIOUS =
      List.of(
          "-c", "protocol.allow=never",
          "-c", "core.hooksPath=/dev/null",
          "-c", "core.fsmonitor=false",
          "-c", "core.autocrlf=false",
          "-c", "http.followRedirects=false",
          "-c", "credential.helper=",
          "-c", "gc.auto=0",
          "-c", "maintenance.auto=false",
          "-c", "advice.detachedHead=false",
          "-c", "commit.gpgSign=false",
          "-c", "fetch.fsckObjects=true",
          "-c",
              "fetch.fsck.zeroPaddedFilemode=ignore", // old and harmless flaws of real repositories
          "-c", "fetch.fsck.missingSpaceBeforeDate=ignore",
          "-c", "fetch.fsck.badTimezone=ignore",
          "-c", "submodule.recurse=false",
          "-c", "diff.external=",
          "-c", "init.defaultBranch=main");

  private final SourceSettings settings;
  private final @Nullable String token;

  Git(SourceSettings settings, @Nullable String token) {
    this.settings = settings;
    this.token = token;
  }

  /// Runs Git on a repository of this machine, and fails when Git does.
  Mono<String> local(Path gitFolder, @Nullable Path workTree, List<String> arguments) {
    var command = begin(gitFolder, workTree);
    command.addAll(List.of("-c", "protocol.file.allow=always"));
    command.addAll(arguments);
    return run(command, environment(), arguments.getFirst()).map(Processes.Result::text);
  }

  /// Runs Git and only tells its exit code.
  Mono<Integer> code(Path gitFolder, @Nullable Path workTree, List<String> arguments) {
    var command = begin(gitFolder, workTree);
    command.addAll(arguments);
    return Processes.run(order(command, environment(), settings.timeout()))
        .map(Processes.Result::exit);
  }

  /// Runs Git against a repository elsewhere.
  ///
  /// @param pin what the host's name was resolved to
  Mono<String> remote(
      Path gitFolder, RepositoryUrl url, @Nullable String pin, List<String> arguments) {
    var command = begin(gitFolder, null);
    command.addAll(List.of("-c", "protocol." + url.uri().getScheme() + ".allow=always"));
    if (pin != null) {
      command.addAll(List.of("-c", "http.curloptResolve=" + pin));
    }
    command.addAll(arguments);
    return run(command, environmentFor(url), arguments.getFirst()).map(Processes.Result::text);
  }

  private static List<String> begin(Path gitFolder, @Nullable Path workTree) {
    var command = new ArrayList<>(List.of("git", "--git-dir=" + gitFolder));
    if (workTree != null) {
      command.add("--work-tree=" + workTree);
    }
    command.addAll(CAUTIOUS);
    return command;
  }

  private Mono<Processes.Result> run(
      List<String> command, Map<String, String> environment, String verb) {
    return Processes.run(order(command, environment, settings.timeout()))
        .onErrorMap(
            TimeoutException.class,
            slow ->
                new SourceRefused(
                    "git %s took longer than %d seconds."
                        .formatted(verb, settings.timeout().toSeconds()),
                    "Try again, or use a smaller repository.",
                    true,
                    slow))
        .flatMap(result ->
            result.exit() == 0
                ? Mono.just(result)
                : Mono.error(GitComplaint.explain(verb, result)));
  }

  private static Processes.Order order(
      List<String> command, Map<String, String> environment, Duration timeout) {
    return new Processes.Order(command, null, environment, new byte[0], timeout);
  }

  private Map<String, String> environment() {
    var all = new HashMap<String, String>();
    all.put("PATH", "/usr/local/bin:/usr/bin:/bin");
    all.put("HOME", "/nonexistent");
    all.put("LC_ALL", "C.UTF-8");
    all.put("GIT_CONFIG_NOSYSTEM", "1");
    all.put("GIT_CONFIG_GLOBAL", "/dev/null");
    all.put("GIT_TERMINAL_PROMPT", "0");
    all.put("GIT_ASKPASS", "/bin/false");
    all.put("GIT_SSH_COMMAND", "/bin/false");
    all.put("GIT_LFS_SKIP_SMUDGE", "1");
    all.put("GIT_OPTIONAL_LOCKS", "0");
    all.put("GIT_AUTHOR_NAME", settings.author());
    all.put("GIT_AUTHOR_EMAIL", settings.email());
    all.put("GIT_COMMITTER_NAME", settings.author());
    all.put("GIT_COMMITTER_EMAIL", settings.email());
    return all;
  }

  /// The token travels in the environment: neither in the process list nor in a file.
  private Map<String, String> environmentFor(RepositoryUrl url) {
    var all = environment();
    if (token != null && settings.tokenGoesTo(url.authority())) {
      var credential =
          Base64.getEncoder()
              .encodeToString(("x-access-token:" + token).getBytes(StandardCharsets.UTF_8));
      all.put("GIT_CONFIG_COUNT", "1");
      all.put(
          "GIT_CONFIG_KEY_0",
          "http.%s://%s/.extraHeader".formatted(url.uri().getScheme(), url.authority()));
      all.put("GIT_CONFIG_VALUE_0", "Authorization: Basic " + credential);
    }
    return all;
  }
}
