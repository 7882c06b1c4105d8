package flow.model.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The texts of scripted answers.
final class Texts {

  private static final Pattern WORD = Pattern.compile("\\s*\\S+\\s*");

  private Texts() {}

  /// `word1 word2 …`: each once, so that a lost or repeated one shows.
  static String words(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(n -> "word" + n)
        .collect(Collectors.joining(" "));
  }

  /// Numbered sections with prose, lists, tables and code, until there are this many characters.
  static String markdown(int characters) {
    var text = new StringBuilder();
    for (int section = 1; text.length() < characters; section++) {
      text.append(section(section));
    }
    return text.substring(0, characters).strip();
  }

  private static String section(int n) {
    return """
    ## Section %1$d

    Paragraph %1$d says *something* about **streams** & <tags>, with `code %1$d` and a \
    [link](https://example.com/%1$d).

    - item %1$d.1
    - item %1$d.2
      - item %1$d.2.1 😀

    ```java
    int section%1$d = %1$d; // a < b && c > d
    ```

    | key | value |
    |---|---|
    | %1$d | %1$d |

    """
        .formatted(n);
  }

  /// Cuts a text into what a model sends at a time: words with the space around them.
  static List<String> pieces(String text) {
    var pieces = new ArrayList<String>();
    var words = WORD.matcher(text);
    while (words.find()) {
      pieces.add(words.group());
    }
    if (pieces.isEmpty() && !text.isEmpty()) {
      pieces.add(text);
    }
    return pieces;
  }
}
