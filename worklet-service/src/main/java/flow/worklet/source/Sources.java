package flow.worklet.source;

import flow.events.WorkletId;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// The sources of worklets.
public interface Sources {

  /// Refuses an address or branch that will never be fetched.
  ///
  /// @throws SourceRefused with the reason
  void check(String repository, @Nullable String branch);

  /// Brings the worklet's sources up to the branch's newest version, with the worklet's own changes
  /// on top, and tells the version's hash.
  Mono<String> refresh(WorkletId worklet, String repository, @Nullable String branch);

  /// Whether the worklet has sources here already.
  Mono<Boolean> has(WorkletId worklet);

  /// Keeps what was changed in the worklet's folder as a version of its own. Empty when nothing
  /// was.
  Mono<Change> commit(WorkletId worklet, String message);

  /// The worklet's own version, when it is another than its branch's.
  Mono<String> changed(WorkletId worklet);

  /// The files of a version.
  Mono<Tree> tree(WorkletId worklet, String commit);

  /// A version as a tar archive in a file.
  Mono<Path> archive(WorkletId worklet, String commit, Path target);

  /// Pushes the worklet's version to a branch.
  Mono<Void> push(WorkletId worklet, String repository, String commit, BranchName branch);

  /// The branch that was fetched.
  Mono<String> branch(WorkletId worklet, String repository, @Nullable String branch);

  /// The folder Claude works in.
  Path folder(WorkletId worklet);

  /// Removes everything kept for a worklet.
  Mono<Void> forget(WorkletId worklet);
}
