package flow.worklet.pullrequest;

import java.net.URI;

/// A repository as GitHub names it.
record Repository(String owner, String name) {

  /// @param url its address, such as `https://github.com/owner/name.git`
  static Repository of(String url) {
    var parts =
        URI.create(url)
            .getPath()
            .replaceFirst("^/", "")
            .replaceFirst("/$", "")
            .replaceFirst("\\.git$", "")
            .split("/");
    if (parts.length < 2) {
      throw new GithubRefused(
          "The address %s does not name an owner and a repository.".formatted(url), null);
    }
    return new Repository(parts[parts.length - 2], parts[parts.length - 1]);
  }

  String path() {
    return "/repos/%s/%s".formatted(owner, name);
  }
}
