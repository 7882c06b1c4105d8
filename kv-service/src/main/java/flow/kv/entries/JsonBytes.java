package flow.kv.entries;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// JSON put together from text and from values as they are kept.
final class JsonBytes {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);

  void text(String text) {
    bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  void raw(byte[] json) {
    bytes.writeBytes(json);
  }

  int size() {
    return bytes.size();
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }
}
