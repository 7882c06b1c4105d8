package flow.worklet.source;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Copies of the repositories that worklets were made of, one a repository, so that the second
/// worklet of a repository fetches only what is new.
final class GitCache {

  private static final Pattern DEFAULT_BRANCH = Pattern.compile("ref: refs/heads/(\\S+)\\s+HEAD");
  private static final Duration LOOK = Duration.ofMillis(500);

  private final Git git;
  private final Hosts hosts;
  private final Folders folders;
  private final SourceSettings settings;
  private final Map<String, Turnstile> turnstiles = new ConcurrentHashMap<>();

  GitCache(Git git, Hosts hosts, Folders folders, SourceSettings settings) {
    this.git = git;
    this.hosts = hosts;
    this.folders = folders;
    this.settings = settings;
  }

  /// Fetches the branch and tells in which folder it lies now.
  Mono<Path> fetch(RepositoryUrl url, BranchName branch) {
    var once = Mono.defer(() -> fetchInto(folders.cache(url), url, branch));
    var work =
        once.onErrorResume(
            SourceRefused.class,
            problem ->
                problem.isPassing() || !isDamaged(problem)
                    ? Mono.error(problem)
                    : anew(url).then(once));
    return turnstiles.computeIfAbsent(url.toString(), _ -> new Turnstile()).oneAtATime(work);
  }

  /// The branch to take when none was named.
  Mono<BranchName> defaultBranch(RepositoryUrl url) {
    var folder = folders.cache(url);
    return prepare(folder)
        .then(pinned(url))
        .flatMap(pin ->
            git.remote(
                folder,
                url,
                orNull(pin),
                List.of("ls-remote", "--symref", "--", url.toString(), "HEAD")))
        .map(GitCache::branchIn);
  }

  Mono<Void> push(Path history, RepositoryUrl url, String commit, BranchName branch) {
    return pinned(url)
        .flatMap(pin ->
            git.remote(
                history,
                url,
                orNull(pin),
                List.of(
                    "push", "--no-verify", "--", url.toString(), commit + ":refs/heads/" + branch)))
        .then();
  }

  private Mono<Path> fetchInto(Path folder, RepositoryUrl url, BranchName branch) {
    var ref = "refs/heads/" + branch;
    var arguments =
        List.of(
            "fetch",
            "--no-tags",
            "--no-recurse-submodules",
            "--no-write-fetch-head",
            "--quiet",
            "--depth=" + settings.depth(),
            "--",
            url.toString(),
            "+" + ref + ":" + ref);
    return prepare(folder)
        .then(pinned(url))
        .flatMap(pin ->
            Mono.firstWithSignal(git.remote(folder, url, orNull(pin), arguments), tooLarge(folder)))
        .thenReturn(folder);
  }

  /// Fails as soon as the folder weighs too much; never says anything else.
  private Mono<String> tooLarge(Path folder) {
    return Flux.interval(LOOK, Schedulers.boundedElastic())
        .onBackpressureDrop()
        .map(_ -> Folders.size(folder))
        .filter(size -> size > settings.maxSize().toBytes())
        .next()
        .flatMap(_ -> Mono.fromRunnable(() -> Folders.remove(folder)))
        .then(
            Mono.error(() ->
                new SourceRefused(
                    "The repository is larger than %d MB."
                        .formatted(settings.maxSize().toMegabytes()),
                    "Use a smaller repository, or raise flow.source.max-size.")));
  }

  private Mono<Void> prepare(Path folder) {
    return Mono.fromCallable(() -> Files.exists(folder.resolve("HEAD")))
        .subscribeOn(Schedulers.boundedElastic())
        .flatMap(exists -> exists ? Mono.<Void>empty() : make(folder));
  }

  private Mono<Void> make(Path folder) {
    return Mono.<Void>fromRunnable(() -> Folders.make(folder))
        .then(git.local(folder, null, List.of("init", "--quiet", "--bare", "--template=")))
        .then();
  }

  private Mono<Void> anew(RepositoryUrl url) {
    return Mono.<Void>fromRunnable(() -> Folders.remove(folders.cache(url)))
        .subscribeOn(Schedulers.boundedElastic());
  }

  /// The pin, or an empty text when there is nothing to pin.
  private Mono<String> pinned(RepositoryUrl url) {
    return hosts.pin(url).defaultIfEmpty("");
  }

  private static @Nullable String orNull(String pin) {
    return pin.isEmpty() ? null : pin;
  }

  private static boolean isDamaged(SourceRefused problem) {
    return problem.getMessage().startsWith("git ");
  }

  private static BranchName branchIn(String answer) {
    var match = DEFAULT_BRANCH.matcher(answer);
    if (!match.find()) {
      throw new SourceRefused("The repository is empty.", "Push something to it first.");
    }
    return new BranchName(match.group(1));
  }
}
