package flow.kv.json;

/// The well-formed byte sequences of characters beyond ASCII.
final class Utf8 {

  private Utf8() {}

  /// @param i where a byte above 127 stands
  static int afterCharacter(byte[] bytes, int i) {
    int first = bytes[i] & 0xff;
    if (first >= 0xc2 && first <= 0xdf) {
      return rest(bytes, i, 1, 0x80, 0xbf);
    } else if (first == 0xe0) {
      return rest(bytes, i, 2, 0xa0, 0xbf); // nothing that two bytes could say
    } else if (first == 0xed) {
      return rest(bytes, i, 2, 0x80, 0x9f); // no surrogates
    } else if (first >= 0xe1 && first <= 0xef) {
      return rest(bytes, i, 2, 0x80, 0xbf);
    } else if (first == 0xf0) {
      return rest(bytes, i, 3, 0x90, 0xbf);
    } else if (first >= 0xf1 && first <= 0xf3) {
      return rest(bytes, i, 3, 0x80, 0xbf);
    } else if (first == 0xf4) {
      return rest(bytes, i, 3, 0x80, 0x8f); // nothing beyond U+10FFFF
    }
    throw new InvalidJson(i, "no UTF-8");
  }

  private static int rest(byte[] bytes, int start, int more, int least, int most) {
    for (int n = 1; n <= more; n++) {
      int i = start + n;
      int b = i < bytes.length ? bytes[i] & 0xff : 0;
      if (b < (n == 1 ? least : 0x80) || b > (n == 1 ? most : 0xbf)) {
        throw new InvalidJson(i, "no UTF-8");
      }
    }
    return start + more + 1;
  }
}
