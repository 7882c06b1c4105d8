package flow.kv.entries;

import flow.kv.json.JsonReader;
import flow.kv.web.Call;
import flow.kv.web.Code;
import flow.kv.web.Refusal;
import java.nio.charset.StandardCharsets;

/// The values that are kept.
public final class Values {

  private Values() {}

  /// A body as the value it is, without the white space around it.
  static String of(byte[] body) {
    if (body.length == 0) {
      throw Refusal.invalid("The body is empty; a value is JSON, such as null");
    }
    return JsonReader.only(body);
  }

  /// A value out of a larger text, if it is not too large.
  public static String checked(String json) {
    if (json.length() > Call.LARGEST_VALUE / 3
        && json.getBytes(StandardCharsets.UTF_8).length > Call.LARGEST_VALUE) {
      throw new Refusal(Code.VALUE_TOO_LARGE, "A value is larger than 1,048,576 bytes");
    }
    return json;
  }
}
