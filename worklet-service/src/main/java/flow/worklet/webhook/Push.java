package flow.worklet.webhook;

import com.fasterxml.jackson.annotation.JsonProperty;
import flow.platform.web.Problem;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Somebody pushed to a branch.
///
/// @param addresses under which the repository is known
/// @param isDefault whether it is the repository's default branch
record Push(List<String> addresses, String branch, boolean isDefault) {

  private static final String BRANCH = "refs/heads/";
  private static final JsonMapper JSON = JsonMapper.shared();

  /// The part of a delivery that matters here.
  private record Delivery(
      @Nullable String ref, @Nullable Boolean deleted, @Nullable Repository repository) {}

  private record Repository(
      @JsonProperty("clone_url") @Nullable String cloneUrl,
      @JsonProperty("html_url") @Nullable String htmlUrl,
      @JsonProperty("default_branch") @Nullable String defaultBranch) {}

  /// The push a delivery tells of; empty when it tells of a tag or of a branch's end.
  static Optional<Push> read(byte[] body) {
    try {
      return of(JSON.readValue(body, Delivery.class));
    } catch (JacksonException e) {
      throw new Problem(
          HttpStatus.BAD_REQUEST, "validation_failed", "The body is not a delivery in JSON.");
    }
  }

  private static Optional<Push> of(Delivery delivery) {
    var ref = delivery.ref();
    var repository = delivery.repository();
    if (ref == null
        || !ref.startsWith(BRANCH)
        || Boolean.TRUE.equals(delivery.deleted())
        || repository == null) {
      return Optional.empty();
    }
    var branch = ref.substring(BRANCH.length());
    var addresses =
        Stream.of(repository.cloneUrl(), repository.htmlUrl())
            .filter(Objects::nonNull)
            .flatMap(url -> Stream.of(url, url + ".git", url.replaceFirst("\\.git$", "")))
            .distinct()
            .toList();
    return Optional.of(new Push(addresses, branch, branch.equals(repository.defaultBranch())));
  }
}
