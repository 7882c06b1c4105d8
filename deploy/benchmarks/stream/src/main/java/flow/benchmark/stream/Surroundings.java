package flow.benchmark.stream;

import java.nio.file.Path;

/// What all contenders find the same.
///
/// @param repository the root of the repository, built
/// @param folder where they write
/// @param claude the CLI's command
/// @param modelUrl where the model answers
/// @param atOnce how many CLI processes may work at once
record Surroundings(Path repository, Path folder, String claude, String modelUrl, int atOnce) {}
