package flow.platform.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Where the database is, as people write it: `postgres://user:password@host:port/database`.
///
/// @param sslMode `disable`, `prefer`, `require`, `verify-ca` or `verify-full`, with libpq's
///   meaning
/// @param pooled whether a transaction pooler stands before the database: Supabase's port 6543, or
///   `?pgbouncer=true`
record Dsn(
    String host,
    int port,
    String database,
    String user,
    String password,
    String sslMode,
    boolean pooled) {

  private static final String ACCEPTED =
      "postgres://user:password@host:port/database, with ?sslmode= when wanted";
  private static final String PLUS = "%" + "2B"; // a plus stays a plus
  private static final List<String> SSL_MODES =
      List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

  static Dsn parse(String key, String text) {
    if (text.startsWith("sqlite:")) {
      throw new UnusableSetting(
          key,
          "SQLite cannot be used: Flow needs PostgreSQL",
          "no DSN for the embedded one, or " + ACCEPTED);
    }
    if (!text.startsWith("postgres://") && !text.startsWith("postgresql://")) {
      throw new UnusableSetting(key, "does not begin with postgres://", ACCEPTED);
    }
    var uri = uri(key, text);
    var path = uri.getRawPath();
    if (uri.getHost() == null || path == null || path.length() < 2) {
      throw new UnusableSetting(key, "has no host or no database", ACCEPTED);
    }
    var who = uri.getRawUserInfo() == null ? "postgres" : uri.getRawUserInfo();
    var userAndPassword = who.split(":", 2);
    var query = query(uri);
    var sslMode = query.getOrDefault("sslmode", "prefer");
    if (!SSL_MODES.contains(sslMode)) {
      throw new UnusableSetting(key, "sslmode=" + sslMode, String.join(", ", SSL_MODES));
    }
    int port = uri.getPort() < 0 ? 5432 : uri.getPort();
    return new Dsn(
        uri.getHost(),
        port,
        decode(path.substring(1)),
        decode(userAndPassword[0]),
        userAndPassword.length == 2 ? decode(userAndPassword[1]) : "",
        sslMode,
        port == 6543 || query.getOrDefault("pgbouncer", "").equals("true"));
  }

  Map<String, Object> properties() {
    var properties = new LinkedHashMap<String, Object>();
    properties.put("flow.database.host", host);
    properties.put("flow.database.port", port);
    properties.put("flow.database.name", database);
    properties.put("flow.database.user", user);
    properties.put("flow.database.password", password);
    properties.put("flow.database.ssl-mode", sslMode);
    properties.put("flow.database.pooled", pooled);
    return properties;
  }

  @Override
  public String toString() {
    return "postgres://%s:***@%s:%d/%s".formatted(user, host, port, database);
  }

  private static URI uri(String key, String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new UnusableSetting(
          key, "not a URL (a password's special characters must be percent-encoded)", ACCEPTED);
    }
  }

  private static Map<String, String> query(URI uri) {
    var query = new LinkedHashMap<String, String>();
    if (uri.getRawQuery() != null) {
      for (var part : uri.getRawQuery().split("&")) {
        var nameAndValue = part.split("=", 2);
        query.put(decode(nameAndValue[0]), nameAndValue.length == 2 ? decode(nameAndValue[1]) : "");
      }
    }
    return query;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", PLUS), UTF_8);
  }
}
