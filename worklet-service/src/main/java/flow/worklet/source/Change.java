package flow.worklet.source;

/// What a commit changed.
///
/// @param commit its hash
/// @param files how many files it touches
/// @param added lines added
/// @param removed lines removed
public record Change(String commit, int files, int added, int removed) {}
