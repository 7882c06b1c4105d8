package flow.kv.json;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Walks over one JSON text and hands out the values in it as they were written.
///
/// A general parser would give trees or tokens, from which the text of a value cannot be had again;
/// here a value is a range of the bytes, checked on the way by [JsonSyntax].
public final class JsonReader {

  private static final Pattern NUMBER =
      Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]{1,3})?");
  private static final int LONGEST_NUMBER = 400;

  private final byte[] bytes;
  private final JsonSyntax syntax;
  private int position;

  public JsonReader(byte[] bytes) {
    this.bytes = bytes;
    this.syntax = new JsonSyntax(bytes);
  }

  /// The whole text as one value, without the white space around it.
  public static String only(byte[] bytes) {
    var reader = new JsonReader(bytes);
    var value = reader.value();
    reader.end();
    return value;
  }

  /// The next value, whatever it is.
  public String value() {
    int start = syntax.afterSpace(position);
    position = syntax.afterValue(start);
    return new String(bytes, start, position - start, StandardCharsets.UTF_8);
  }

  /// The next value as a number that decimal arithmetic can hold.
  public BigDecimal number() {
    var text = value();
    if (text.length() > LONGEST_NUMBER || !NUMBER.matcher(text).matches()) {
      throw new InvalidJson(position, "no number of up to 400 digits and an exponent of up to 3");
    }
    return new BigDecimal(text);
  }

  /// The next value as a string, its escapes resolved.
  public String string() {
    int start = syntax.afterSpace(position);
    if (start == bytes.length || bytes[start] != '"') {
      throw new InvalidJson(start, "no string");
    }
    position = syntax.afterValue(start);
    return JsonStrings.resolve(
        new String(bytes, start + 1, position - start - 2, StandardCharsets.UTF_8));
  }

  /// Whether the next value is null; it is then passed over.
  public boolean isNull() {
    int start = syntax.afterSpace(position);
    if (start < bytes.length && bytes[start] == 'n') {
      position = syntax.afterValue(start);
      return true;
    }
    return false;
  }

  /// Gives each name of the next value, an object, to the reader of its value. No name may stand
  /// twice.
  public void object(Consumer<String> member) {
    var names = new HashSet<String>();
    open('{', "no object");
    if (closes('}')) {
      return;
    }
    do {
      var name = string();
      if (!names.add(name)) {
        throw new InvalidJson(position, "the name \"" + shortened(name) + "\" a second time");
      }
      open(':', "no colon");
      member.accept(name);
    } while (continues('}'));
  }

  /// Calls the reader of an element for each one of the next value, an array.
  public void array(Runnable element) {
    open('[', "no array");
    if (closes(']')) {
      return;
    }
    do {
      element.run();
    } while (continues(']'));
  }

  /// Makes sure that nothing follows.
  public void end() {
    int rest = syntax.afterSpace(position);
    if (rest != bytes.length) {
      throw new InvalidJson(rest, "more than one value");
    }
  }

  private void open(char with, String otherwise) {
    int start = syntax.afterSpace(position);
    if (start == bytes.length || bytes[start] != with) {
      throw new InvalidJson(start, otherwise);
    }
    position = start + 1;
  }

  private boolean closes(char with) {
    int start = syntax.afterSpace(position);
    if (start < bytes.length && bytes[start] == with) {
      position = start + 1;
      return true;
    }
    return false;
  }

  private boolean continues(char until) {
    if (closes(until)) {
      return false;
    }
    open(',', "neither a comma nor an end");
    return true;
  }

  private static String shortened(String name) {
    return name.length() > 100 ? name.substring(0, 100) + "…" : name;
  }
}
