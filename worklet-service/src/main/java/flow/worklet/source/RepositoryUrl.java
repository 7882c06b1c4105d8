package flow.worklet.source;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/// The checked address of a repository: `https://host/path`, or what the settings allow besides.
public record RepositoryUrl(URI uri) {

  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|0[xX].*|.*:.*");
  private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_.~+%-]+)+/?");
  private static final String EXPECTED =
      "Use an address such as https://github.com/owner/repository.";

  /// Reads and checks the text a person wrote.
  public static RepositoryUrl parse(String text, SourceSettings settings) {
    if (text.length() > 500 || text.chars().anyMatch(c -> c <= ' ' || c > '~' || c == '\\')) {
      throw refused(text, "has spaces, control characters or is too long");
    }
    if (text.startsWith("-") || text.contains("::")) {
      throw refused(text, "is not an address");
    }
    var uri = uri(text);
    var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    return switch (scheme) {
      case "https", "http" -> remote(text, uri, scheme, settings);
      case "file" -> local(text, uri, settings);
      default -> throw refused(text, "does not begin with https://");
    };
  }

  /// The host, and the port when it is not the scheme's own.
  public String authority() {
    return uri.getHost() == null
        ? ""
        : uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
  }

  boolean isFile() {
    return "file".equals(uri.getScheme());
  }

  int port() {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return "http".equals(uri.getScheme()) ? 80 : 443;
  }

  @Override
  public String toString() {
    return uri.toString();
  }

  private static RepositoryUrl remote(
      String text, URI uri, String scheme, SourceSettings settings) {
    var host = uri.getHost();
    if (host == null || host.isEmpty() || host.startsWith("-")) {
      throw refused(text, "names no host");
    }
    if (uri.getRawUserInfo() != null) {
      throw refused(URI.create(scheme + "://" + host).toString(), "carries a user or a password");
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw refused(text, "carries a query or a fragment");
    }
    if (!PATH.matcher(uri.getRawPath()).matches()
        || uri.normalize().getRawPath().length() != uri.getRawPath().length()) {
      throw refused(text, "names no repository");
    }
    var url = new RepositoryUrl(uri);
    if (!settings.trusts(url.authority())) {
      demandPublic(text, uri, scheme, host);
    }
    return url;
  }

  private static void demandPublic(String text, URI uri, String scheme, String host) {
    if (!scheme.equals("https")) {
      throw refused(text, "does not begin with https://");
    }
    if (uri.getPort() >= 0 && uri.getPort() != 443) {
      throw refused(text, "names another port than 443");
    }
    if (ADDRESS.matcher(host).matches() || !host.contains(".") || host.endsWith(".")) {
      throw refused(text, "does not name a public host");
    }
  }

  private static RepositoryUrl local(String text, URI uri, SourceSettings settings) {
    if (!settings.files()) {
      throw refused(text, "is a file of the machine Flow runs on");
    }
    if (uri.getRawAuthority() != null
        || uri.getPath() == null
        || !Path.of(uri.getPath()).isAbsolute()) {
      throw refused(text, "is not a whole path");
    }
    return new RepositoryUrl(uri);
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new SourceRefused(
          "The repository address \"%s\" cannot be read.".formatted(text), EXPECTED, false, e);
    }
  }

  private static SourceRefused refused(String text, String why) {
    return new SourceRefused("The repository address \"%s\" %s.".formatted(text, why), EXPECTED);
  }
}
