package flow.kv.watch;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something a watcher is told, as an event of the stream.
sealed interface Sighting {

  /// The id of an event that is no place to resume from.
  long UNNUMBERED = -1;

  /// The event as it goes over the wire.
  String event();

  /// An entry that is there as the watching begins, or was written since.
  ///
  /// @param numbered whether the event's id is the version: not while the state is told, of which
  ///   only all is a place to resume from
  record Put(String key, long version, byte[] value, @Nullable Instant expires, boolean numbered)
      implements Sighting {

    @Override
    public String event() {
      var data =
          new StringBuilder("{\"key\":\"").append(key).append("\",\"version\":").append(version);
      if (expires != null) {
        data.append(",\"expiresAt\":\"").append(expires).append('"');
      }
      data.append(",\"value\":").append(new String(value, StandardCharsets.UTF_8)).append('}');
      return Sighting.event("put", numbered ? version : UNNUMBERED, data.toString());
    }
  }

  /// All that was there has been told.
  record Ready(long revision) implements Sighting {

    @Override
    public String event() {
      return Sighting.event("ready", revision, "{\"revision\":" + revision + "}");
    }
  }

  /// An entry was deleted or has expired.
  record Deleted(String key, long version) implements Sighting {

    @Override
    public String event() {
      return Sighting.event(
          "delete", version, "{\"key\":\"" + key + "\",\"version\":" + version + "}");
    }
  }

  /// The whole namespace was deleted.
  record Cleared(long version) implements Sighting {

    @Override
    public String event() {
      return Sighting.event("clear", version, "{\"version\":" + version + "}");
    }
  }

  /// Changes are missing: the watcher has to begin anew.
  record Compacted() implements Sighting {

    @Override
    public String event() {
      return Sighting.event("compacted", UNNUMBERED, "{}");
    }
  }

  /// A line break, which JSON has only between its parts, begins a new line of data.
  private static String event(String name, long id, String data) {
    var lines =
        data.indexOf('\n') < 0 && data.indexOf('\r') < 0
            ? data
            : data.replaceAll("\r\n|\r|\n", "\ndata: ");
    return "event: " + name + (id >= 0 ? "\nid: " + id : "") + "\ndata: " + lines + "\n\n";
  }
}
