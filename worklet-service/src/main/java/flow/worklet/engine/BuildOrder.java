package flow.worklet.engine;

import java.nio.file.Path;

/// What to build.
///
/// @param archive the sources, as a tar file
/// @param root the folder in it that is built; empty for the whole
/// @param dockerfile the instructions
public record BuildOrder(Version version, Path archive, String root, String dockerfile) {}
