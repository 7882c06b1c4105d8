package flow.kv.transfer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// An export's text, made bit by bit.
final class ExportText {

  private final boolean lines;
  private final boolean versions;
  private String namespace = "";

  /// @param lines a line an entry, else one object
  ExportText(boolean lines, boolean versions) {
    this.lines = lines;
    this.versions = versions;
  }

  byte[] of(List<Carried> entries) {
    var text = new ByteArrayOutputStream(8192);
    entries.forEach(entry -> {
      if (lines) {
        line(text, entry);
      } else {
        member(text, entry);
      }
    });
    return text.toByteArray();
  }

  byte[] end() {
    return bytes(lines ? "" : namespace.isEmpty() ? "{}" : "}}");
  }

  private void line(ByteArrayOutputStream text, Carried entry) {
    text.writeBytes(
        bytes("{\"namespace\":\"" + entry.namespace() + "\",\"key\":\"" + entry.key() + "\""));
    if (versions) {
      text.writeBytes(bytes(",\"version\":" + entry.version()));
    }
    if (entry.expires() != null) {
      text.writeBytes(bytes(",\"expiresAt\":\"" + entry.expires() + "\""));
    }
    text.writeBytes(bytes(",\"value\":"));
    for (byte b : entry.value()) {
      text.write(b == '\n' || b == '\r' ? ' ' : b); // JSON has them only between its parts
    }
    text.writeBytes(bytes("}\n"));
  }

  private void member(ByteArrayOutputStream text, Carried entry) {
    if (entry.namespace().equals(namespace)) {
      text.write(',');
    } else {
      text.writeBytes(bytes((namespace.isEmpty() ? "{\"" : "},\"") + entry.namespace() + "\":{"));
      namespace = entry.namespace();
    }
    text.writeBytes(bytes("\"" + entry.key() + "\":"));
    text.writeBytes(entry.value());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
