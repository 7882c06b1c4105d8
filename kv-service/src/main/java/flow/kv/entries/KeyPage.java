package flow.kv.entries;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/// The answer to a listing. One key more than the limit was asked for, to know whether there are
/// more.
final class KeyPage {

  static final long MOST_BYTES = 4 * 1024 * 1024;

  private final JsonBytes keys = new JsonBytes();
  private final JsonBytes entries = new JsonBytes();
  private final int limit;
  private final boolean values;
  private String last = "";
  private boolean truncated;

  KeyPage(int limit, boolean values) {
    this.limit = limit;
    this.values = values;
  }

  KeyPage of(List<Listed> listed) {
    for (int i = 0; i < listed.size(); i++) {
      var entry = listed.get(i);
      if (i == limit || (i > 0 && entries.size() + entry.size() > MOST_BYTES)) {
        truncated = true;
        break;
      }
      add(entry, i == 0 ? "" : ",");
      last = entry.key();
    }
    return this;
  }

  byte[] json() {
    var cursor =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(last.getBytes(StandardCharsets.US_ASCII));
    var json = new JsonBytes();
    json.text("{\"keys\":[");
    json.raw(keys.bytes());
    json.text("],\"cursor\":" + (truncated ? "\"" + cursor + "\"" : "null"));
    json.text(",\"truncated\":" + truncated + ",\"limit\":" + limit);
    if (values) {
      json.text(",\"entries\":[");
      json.raw(entries.bytes());
      json.text("]");
    }
    json.text("}");
    return json.bytes();
  }

  private void add(Listed entry, String comma) {
    keys.text(comma + "\"" + entry.key() + "\"");
    if (values) {
      entries.text(
          comma
              + "{\"key\":\""
              + entry.key()
              + "\",\"version\":"
              + entry.version()
              + ",\"updatedAt\":\""
              + entry.updated()
              + "\"");
      if (entry.expires() != null) {
        entries.text(",\"expiresAt\":\"" + entry.expires() + "\"");
      }
      entries.text(",\"value\":");
      entries.raw(Objects.requireNonNull(entry.value()));
      entries.text("}");
    }
  }
}
