package flow.worklet.webhook;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Somebody pushed to a branch.
///
/// @param addresses under which the repository is known
/// @param isDefault whether it is the repository's default branch
record Push(List<String> addresses, String branch, boolean isDefault) {

  private static final String BRANCH = "refs/heads/";

  /// The push a delivery tells of; empty when it tells of a tag or of a branch's end.
  static Optional<Push> of(JsonNode delivery) {
    var ref = delivery.path("ref").asString("");
    if (!ref.startsWith(BRANCH) || delivery.path("deleted").asBoolean(false)) {
      return Optional.empty();
    }
    var branch = ref.substring(BRANCH.length());
    var repository = delivery.path("repository");
    var addresses =
        Stream.of(repository.path("clone_url"), repository.path("html_url"))
            .map(node -> node.asString(""))
            .filter(url -> !url.isEmpty())
            .flatMap(url -> Stream.of(url, url + ".git", url.replaceFirst("\\.git$", "")))
            .distinct()
            .toList();
    return Optional.of(
        new Push(addresses, branch, branch.equals(repository.path("default_branch").asString(""))));
  }
}
