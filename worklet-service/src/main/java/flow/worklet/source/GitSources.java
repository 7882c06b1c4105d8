package flow.worklet.source;

import flow.events.WorkletId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Sources kept by the `git` program.
///
/// The history lies beside the folder that Claude works in, never inside: whatever is written
/// there, a hook, a filter, a changed setting, is only content to Flow. The `.git` in the folder is
/// a copy for Claude to read, renewed with every version.
final class GitSources implements Sources {

  private static final String OWN = "refs/heads/flow";
  private static final String BASE = "refs/flow/base";

  private final Git git;
  private final GitCache cache;
  private final Folders folders;
  private final SourceSettings settings;

  GitSources(Git git, GitCache cache, Folders folders, SourceSettings settings) {
    this.git = git;
    this.cache = cache;
    this.folders = folders;
    this.settings = settings;
  }

  @Override
  public void check(String repository, @Nullable String branch) {
    var _ = RepositoryUrl.parse(repository, settings);
    if (branch != null) {
      var _ = new BranchName(branch);
    }
  }

  @Override
  public Mono<String> refresh(WorkletId worklet, String repository, @Nullable String branch) {
    return Mono.fromCallable(() -> RepositoryUrl.parse(repository, settings))
        .flatMap(url ->
            branch(worklet, repository, branch)
                .map(BranchName::new)
                .flatMap(
                    name -> cache.fetch(url, name).flatMap(from -> take(worklet, url, from, name))))
        .subscribeOn(Schedulers.boundedElastic());
  }

  @Override
  public Mono<Boolean> has(WorkletId worklet) {
    return Mono.fromCallable(() -> Files.exists(folders.history(worklet).resolve("HEAD")))
        .subscribeOn(Schedulers.boundedElastic())
        .flatMap(exists -> exists ? has(worklet, OWN) : Mono.just(false));
  }

  @Override
  public Mono<String> branch(WorkletId worklet, String repository, @Nullable String branch) {
    return branch != null
        ? Mono.fromCallable(() -> new BranchName(branch).value())
        : cache.defaultBranch(RepositoryUrl.parse(repository, settings)).map(BranchName::value);
  }

  private Mono<String> take(WorkletId worklet, RepositoryUrl url, Path from, BranchName branch) {
    var arrived = "refs/remotes/origin/" + branch;
    return prepare(worklet)
        .then(
            history(
                worklet,
                "fetch",
                "--no-tags",
                "--update-shallow",
                "--no-write-fetch-head",
                "--quiet",
                "--",
                from.toString(),
                "+refs/heads/" + branch + ":" + arrived))
        .then(demandFewFiles(worklet, arrived))
        .then(Mono.defer(() -> has(worklet, OWN)))
        .flatMap(known -> known ? follow(worklet, arrived) : begin(worklet, arrived))
        .then(Mono.defer(() -> history(worklet, "update-ref", BASE, arrived)))
        .then(Mono.defer(() -> showHistory(worklet, url)))
        .then(Mono.defer(() -> history(worklet, "rev-parse", OWN)))
        .map(String::strip);
  }

  private Mono<Void> begin(WorkletId worklet, String arrived) {
    return history(worklet, "update-ref", OWN, arrived)
        .then(Mono.defer(() -> history(worklet, "symbolic-ref", "HEAD", OWN)))
        .then(Mono.defer(() -> files(worklet, "reset", "--quiet", "--hard", OWN)))
        .then();
  }

  /// Without own changes the worklet simply follows its branch; with some, they are merged.
  private Mono<Void> follow(WorkletId worklet, String arrived) {
    return commit(worklet, "Keep what an unfinished prompt left")
        .then(Mono.defer(() -> history(worklet, "rev-parse", OWN, BASE)))
        .map(hashes -> hashes.strip().lines().distinct().count() == 1)
        .flatMap(untouched ->
            untouched
                ? files(worklet, "reset", "--quiet", "--hard", arrived)
                : merge(worklet, arrived))
        .then();
  }

  private Mono<String> merge(WorkletId worklet, String arrived) {
    return files(worklet, "merge", "--quiet", "--no-edit", "--no-verify", arrived)
        .onErrorResume(
            SourceRefused.class,
            problem ->
                files(worklet, "merge", "--abort")
                    .onErrorComplete(SourceRefused.class)
                    .then(
                        Mono.error(() ->
                            new SourceRefused(
                                "The branch changed lines that were changed here too.",
                                "Open a pull request with the changes made here, or delete the worklet and make it anew."))));
  }

  @Override
  public Mono<Change> commit(WorkletId worklet, String message) {
    return Mono.<Void>fromRunnable(() -> Folders.removeNestedRepositories(folders.source(worklet)))
        .then(demandLittle(worklet))
        .then(Mono.defer(() -> files(worklet, "add", "--all", "--", ".")))
        .then(
            Mono.defer(() ->
                files(
                    worklet,
                    "diff",
                    "--cached",
                    "--numstat",
                    "--no-ext-diff",
                    "--no-textconv",
                    "HEAD")))
        .filter(stat -> !stat.isBlank())
        .flatMap(stat ->
            files(
                    worklet,
                    "commit",
                    "--quiet",
                    "--no-verify",
                    "--cleanup=verbatim",
                    "--message=" + message)
                .then(Mono.defer(() -> history(worklet, "rev-parse", OWN)))
                .map(commit -> Numstat.read(commit.strip(), stat)))
        .subscribeOn(Schedulers.boundedElastic());
  }

  @Override
  public Mono<String> changed(WorkletId worklet) {
    return history(worklet, "rev-parse", OWN, BASE)
        .map(hashes -> hashes.strip().split("\n"))
        .filter(hashes -> !hashes[0].equals(hashes[1]))
        .map(hashes -> hashes[0]);
  }

  @Override
  public Mono<Tree> tree(WorkletId worklet, String commit) {
    return entries(worklet, commit)
        .flatMap(entries ->
            Flux.fromIterable(GitTree.telling(entries))
                .concatMap(entry ->
                    history(worklet, "cat-file", "blob", entry.object())
                        .map(text -> new String[] {entry.path(), text}))
                .collect(HashMap<String, String>::new, (all, file) -> all.put(file[0], file[1]))
                .map(texts -> GitTree.of(entries, texts)));
  }

  @Override
  public Mono<Path> archive(WorkletId worklet, String commit, Path target) {
    return history(worklet, "archive", "--format=tar", "--output=" + target, commit)
        .thenReturn(target);
  }

  @Override
  public Mono<Void> push(WorkletId worklet, String repository, String commit, BranchName branch) {
    return cache.push(
        folders.history(worklet), RepositoryUrl.parse(repository, settings), commit, branch);
  }

  @Override
  public Path folder(WorkletId worklet) {
    return folders.source(worklet);
  }

  @Override
  public Mono<Void> forget(WorkletId worklet) {
    return Mono.<Void>fromRunnable(() -> Folders.remove(folders.of(worklet)))
        .subscribeOn(Schedulers.boundedElastic());
  }

  /// Makes the folders when they are new, and removes locks that a killed Git left.
  private Mono<Void> prepare(WorkletId worklet) {
    var history = folders.history(worklet);
    return Mono.fromCallable(
            () -> {
              Folders.make(folders.source(worklet));
              Folders.make(history);
              Locks.remove(history);
              return Files.exists(history.resolve("HEAD"));
            })
        .flatMap(exists -> exists ? Mono.<Void>empty() : initialise(history));
  }

  private Mono<Void> initialise(Path history) {
    return git.local(history, null, List.of("init", "--quiet", "--bare", "--template="))
        .then(
            Mono.fromCallable(() -> {
              Folders.make(history.resolve("info"));
              return Files.writeString(
                  history.resolve("info/exclude"),
                  "node_modules/\n.venv/\n__pycache__/\n.claude/\n");
            }))
        .then();
  }

  private Mono<Void> showHistory(WorkletId worklet, RepositoryUrl url) {
    return Mono.<Void>fromRunnable(() -> {
      try {
        HistoryCopy.renew(folders.history(worklet), folders.source(worklet).resolve(".git"), url);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }

  private Mono<Void> demandFewFiles(WorkletId worklet, String commit) {
    return entries(worklet, commit)
        .flatMap(all ->
            all.size() <= settings.maxFiles()
                ? Mono.<Void>empty()
                : Mono.error(
                    new SourceRefused(
                        "The repository has %d files; at most %d are taken."
                            .formatted(all.size(), settings.maxFiles()),
                        "Use a smaller repository, or raise flow.source.max-files.")));
  }

  private Mono<Void> demandLittle(WorkletId worklet) {
    return Mono.fromCallable(() -> Folders.size(folders.source(worklet)))
        .flatMap(size ->
            size <= 2 * settings.maxSize().toBytes()
                ? Mono.<Void>empty()
                : Mono.error(
                    new SourceRefused(
                        "The worklet's folder has grown to %d MB.".formatted(size >> 20),
                        "Have what is not source removed from it.")));
  }

  private Mono<List<GitTree.Entry>> entries(WorkletId worklet, String commit) {
    return history(worklet, "ls-tree", "-r", "-z", "--long", commit).map(GitTree::entries);
  }

  private Mono<Boolean> has(WorkletId worklet, String ref) {
    return git.code(
            folders.history(worklet), null, List.of("rev-parse", "--verify", "--quiet", ref))
        .map(code -> code == 0);
  }

  private Mono<String> history(WorkletId worklet, String... arguments) {
    return git.local(folders.history(worklet), null, new ArrayList<>(List.of(arguments)));
  }

  private Mono<String> files(WorkletId worklet, String... arguments) {
    return git.local(folders.history(worklet), folders.source(worklet), List.of(arguments));
  }
}
