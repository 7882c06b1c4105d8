package flow.worklet.engine;

import java.util.List;
import java.util.Map;

/// What to run.
///
/// @param image the image's reference
/// @param command replaces the image's own; empty means the image's own
public record Launch(
    Version version, String image, List<String> command, Map<String, String> environment) {}
