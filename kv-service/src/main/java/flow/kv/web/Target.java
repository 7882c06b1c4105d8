package flow.kv.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a path names. Its parts are decoded once and checked against what is allowed, so an
/// encoding or a trick with slashes can only name something or nothing, never something else.
///
/// @param worklet the worklet's id as it was written; empty where the path has none
/// @param verb what follows the colon; empty where there is none
public record Target(Shape shape, String worklet, String namespace, String key, String verb) {

  public enum Shape {
    WORKLETS,
    WORKLET,
    TOKENS,
    STORE,
    NAMESPACE,
    KEY
  }

  private static final String BASE = "/v1/worklets";
  private static final Pattern NAMESPACE_NAME = Pattern.compile("[A-Za-z0-9_-]{1,50}");
  private static final Pattern KEY_NAME = Pattern.compile("[A-Za-z0-9_.-]{1,100}");

  /// Nothing when the path is none of the store's.
  static @Nullable Target of(String path) {
    if (path.equals(BASE)) {
      return new Target(Shape.WORKLETS, "", "", "", "");
    }
    if (!path.startsWith(BASE + "/")) {
      return null;
    }
    var parts = path.substring(BASE.length() + 1).split("/", -1);
    for (int i = 0; i < parts.length; i++) {
      parts[i] = decoded(parts[i]);
    }
    var last = parts[parts.length - 1];
    int colon = last.indexOf(':');
    var verb = colon < 0 ? "" : last.substring(colon + 1);
    if (colon >= 0) {
      parts[parts.length - 1] = last.substring(0, colon);
      if (verb.isEmpty()) {
        return null;
      }
    }
    return switch (parts.length) {
      case 1 -> new Target(Shape.WORKLET, parts[0], "", "", verb);
      case 2 ->
          switch (parts[1]) {
            case "tokens" -> new Target(Shape.TOKENS, parts[0], "", "", verb);
            case "kv" -> new Target(Shape.STORE, parts[0], "", "", verb);
            default -> null;
          };
      case 3 ->
          parts[1].equals("kv") ? new Target(Shape.NAMESPACE, parts[0], parts[2], "", verb) : null;
      case 4 ->
          parts[1].equals("kv") ? new Target(Shape.KEY, parts[0], parts[2], parts[3], verb) : null;
      default -> null;
    };
  }

  /// The worklet's id, or nothing when what was written is none.
  @Nullable UUID id() {
    if (worklet.length() != 36) {
      return null;
    }
    try {
      var id = UUID.fromString(worklet);
      return id.toString().equalsIgnoreCase(worklet) ? id : null;
    } catch (IllegalArgumentException notAUuid) {
      return null;
    }
  }

  /// Refuses names that no namespace or key can have.
  void check() {
    if (shape == Shape.NAMESPACE || shape == Shape.KEY) {
      requireNamespace(namespace);
    }
    if (shape == Shape.KEY) {
      requireKey(key);
    }
  }

  static void requireNamespace(String name) {
    if (!NAMESPACE_NAME.matcher(name).matches()) {
      throw Refusal.invalid("A namespace has 1 to 50 letters, digits, _ or -");
    }
  }

  static void requireKey(String name) {
    if (!KEY_NAME.matcher(name).matches()) {
      throw Refusal.invalid("A key has 1 to 100 letters, digits, _, . or -");
    }
  }

  private static String decoded(String part) {
    if (part.indexOf('%') < 0) {
      return part;
    }
    try {
      return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw Refusal.invalid("The path holds a % that begins no encoded character");
    }
  }
}
