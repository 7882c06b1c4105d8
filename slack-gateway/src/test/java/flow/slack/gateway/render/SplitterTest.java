package flow.slack.gateway.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SplitterTest {

  @Test
  void leavesAShortTextWhole() {
    assertThat(Splitter.cut("Hello", Resume.START, 100)).isNull();
  }

  @Test
  void cutsBetweenParagraphsWhenItCan() {
    assertThat(parts("First paragraph of words.\n\nSecond paragraph of words.", 40))
        .containsExactly("First paragraph of words.", "Second paragraph of words.");
  }

  @Test
  void cutsBetweenItemsOfAList() {
    assertThat(parts("1. one one one\n2. two two two\n3. three three", 34))
        .containsExactly("1. one one one\n2. two two two", "3. three three");
  }

  @Test
  void closesAndReopensACodeBlock() {
    assertThat(parts("```java\nint one = 1;\nint two = 2;\nint three = 3;\n```\ndone", 40))
        .containsExactly(
            "```\nint one = 1;\nint two = 2;\n```", "```\nint three = 3;\n```\n\ndone");
  }

  @Test
  void keepsTheIndentationOfCodeInsideAList() {
    var text =
        "1. Do this\n   ```sh\n   if true\n     then echo yes\n   fi\n   done done done\n   ```\n2. Then that";

    var parts = parts(text, 44);

    assertThat(parts.stream().map(SplitterTest::code).collect(Collectors.joining("")))
        .isEqualTo("if true\n  then echo yes\nfi\ndone done done\n");
    assertThat(parts.getLast()).endsWith("2. Then that");
  }

  @Test
  void neverCutsASurrogatePair() {
    var parts = parts("😀".repeat(50), 21);

    assertThat(String.join("", parts)).isEqualTo("😀".repeat(50));
    assertThat(parts).allSatisfy(part -> assertThat(part.length()).isEven());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void losesNoWordAndNeverExceedsTheLimit(int seed) {
    var random = new Random(seed);
    var text = document(random);
    var limit = 60 + random.nextInt(400);

    var parts = parts(text, limit);

    assertThat(words(String.join("\n", parts))).as(text).isEqualTo(words(text));
    assertThat(parts).allSatisfy(part -> assertThat(part.length()).isLessThanOrEqualTo(limit));
    assertThat(parts).allSatisfy(part -> assertThat(part.split("```", -1).length % 2).isEqualTo(1));
  }

  static IntStream seeds() {
    return IntStream.range(0, 300);
  }

  /// The parts as they are shown.
  private static List<String> parts(String text, int limit) {
    var parts = new ArrayList<String>();
    var from = Resume.START;
    while (true) {
      var next = Splitter.cut(text, from, limit);
      var end = next == null ? text.length() : next.offset();
      parts.add(Mrkdwn.of(Excerpt.of(text, from, end).text()));
      if (next == null) {
        return parts;
      }
      assertThat(next.offset()).isGreaterThan(from.offset());
      from = next;
    }
  }

  private static String code(String part) {
    var start = part.indexOf("```\n");
    var end = part.lastIndexOf("```");
    return start < 0 || end <= start ? "" : part.substring(start + 4, end);
  }

  /// Words look like `w17`, so that marks around them cannot be mistaken for them.
  private static List<String> words(String text) {
    return java.util.regex.Pattern.compile("w\\d+")
        .matcher(text)
        .results()
        .map(java.util.regex.MatchResult::group)
        .toList();
  }

  private static String document(Random random) {
    var words = new int[1];
    return IntStream.range(0, 3 + random.nextInt(12))
        .mapToObj(_ -> block(random, words))
        .collect(Collectors.joining("\n\n"));
  }

  private static String block(Random random, int[] words) {
    return switch (random.nextInt(7)) {
      case 0 -> "## " + sentence(random, words, 4);
      case 1 -> "```js\n" + lines(random, words, "  ") + "\n```";
      case 2 -> list(random, words, "- ", "  ");
      case 3 -> list(random, words, "1. ", "   ");
      case 4 -> "> " + lines(random, words, "").replace("\n", "\n> ");
      case 5 ->
          "1. "
              + sentence(random, words, 3)
              + "\n   ```sh\n   "
              + lines(random, words, "  ").replace("\n", "\n   ")
              + "\n   ```";
      default -> sentence(random, words, 40);
    };
  }

  private static String list(Random random, int[] words, String marker, String indent) {
    return IntStream.range(0, 1 + random.nextInt(6))
        .mapToObj(_ ->
            marker
                + sentence(random, words, 8)
                + (random.nextBoolean() ? "\n" + indent + "- " + sentence(random, words, 5) : ""))
        .collect(Collectors.joining("\n"));
  }

  private static String lines(Random random, int[] words, String indent) {
    return IntStream.range(0, 1 + random.nextInt(10))
        .mapToObj(line -> (line % 2 == 0 ? "" : indent) + sentence(random, words, 6))
        .collect(Collectors.joining("\n"));
  }

  private static String sentence(Random random, int[] words, int most) {
    return IntStream.range(0, 1 + random.nextInt(most))
        .mapToObj(_ ->
            switch (random.nextInt(12)) {
              case 0 -> "**w" + words[0]++ + "**";
              case 1 -> "`w" + words[0]++ + "`";
              case 2 -> "&w" + words[0]++ + ";";
              case 3 -> "<w" + words[0]++ + ">";
              case 4 -> "[w" + words[0]++ + "](https://example.com/a)";
              default -> "w" + words[0]++;
            })
        .collect(Collectors.joining(" "));
  }
}
