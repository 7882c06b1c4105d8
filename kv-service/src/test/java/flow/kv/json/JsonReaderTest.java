package flow.kv.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class JsonReaderTest {

  @Test
  void handsOutValuesAsTheyWereWritten() {
    var reader = reader(" { \"a\" : [1, {\"x\":\"\\u0041\" } ] ,\"b\\n\":1e5 } ");
    var members = new LinkedHashMap<String, String>();
    reader.object(name -> members.put(name, reader.value()));
    reader.end();

    assertThat(members)
        .containsEntry("a", "[1, {\"x\":\"\\u0041\" } ]")
        .containsEntry("b\n", "1e5")
        .hasSize(2);
  }

  @Test
  void readsArraysStringsNumbersAndNull() {
    var reader = reader("[\"\\ud83d\\ude00\\\"\\\\\\/\\b\\f\\n\\r\\t\", 12.50, null, \"é\"]");
    var found = new ArrayList<String>();
    reader.array(() ->
        found.add(
            found.size() == 1
                ? reader.number().toPlainString()
                : reader.isNull() ? "-" : reader.string()));
    reader.end();

    assertThat(found).isEqualTo(List.of("😀\"\\/\b\f\n\r\t", "12.50", "-", "é"));
  }

  @Test
  void saysWhereSomethingIsWrong() {
    assertThatThrownBy(() -> JsonReader.only("{\"a\":tru}".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(InvalidJson.class)
        .hasMessage("no value at byte 8");
    assertThatThrownBy(() -> reader("{\"a\":1,\"a\":2}").object(_ -> {}))
        .isInstanceOf(InvalidJson.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"\"\"|0", "\"a\"|1", "\"😀\"|2", "\"\\n\\u0000x\"|3", "\"\\\\\\\"\"|2"})
  void countsUtf16Units(String json, int length) {
    assertThat(JsonStrings.length(json)).isEqualTo(length);
  }

  @Test
  void quotesSoThatReadingGivesTheSameText() {
    for (var text : List.of("", "plain", "\"\\\n\u0000\u001f", "é😀", "\ud800", "\udc00x\ud83d")) {
      assertThat(reader(JsonStrings.quote(text)).string()).isEqualTo(text);
      assertThat(JsonMapper.shared().readTree(JsonStrings.quote(text)).asString()).isEqualTo(text);
    }
  }

  /// Another parser decides alike, apart from what it cannot see: duplicate names and lone
  /// surrogates are fine to both.
  @Test
  void agreesWithAnotherParserOnMutatedTexts() {
    var jackson =
        JsonMapper.builder(
                JsonFactory.builder()
                    .streamReadConstraints(
                        StreamReadConstraints.builder().maxNumberLength(100_000).build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    var seeds =
        List.of(
            "{\"a\":[1,2.5e-3,true,false,null,\"x\\u00e9\\n\"],\"b\":{\"c\":{}}}",
            "[]",
            "-0.1E+5",
            "\"\\\\\\\"\"",
            "[[1],[],{\"\":0}]",
            "  {\"é\" : \"😀\"}\t\n");
    var alphabet = "{}[]:,\"\\0123456789.-+eEtrufalsn \t\n\u0001é😀/b";
    var random = new Random(4);
    for (int i = 0; i < 40_000; i++) {
      var text = new StringBuilder(seeds.get(random.nextInt(seeds.size())));
      for (int mutations = random.nextInt(4); mutations >= 0; mutations--) {
        int at = random.nextInt(text.length() + 1);
        char letter = alphabet.charAt(random.nextInt(alphabet.length()));
        switch (random.nextInt(3)) {
          case 0 -> text.insert(at, letter);
          case 1 -> text.setLength(Math.max(at, 1));
          default -> text.setCharAt(Math.min(at, text.length() - 1), letter);
        }
      }
      var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      assertThat(
              accepts(() -> {
                var _ = JsonReader.only(bytes);
              }))
          .as("%s", text)
          .isEqualTo(
              accepts(() -> {
                var _ = readWhole(jackson, bytes);
              }));
    }
  }

  private static Object readWhole(JsonMapper jackson, byte[] bytes) {
    var tree = jackson.readTree(bytes);
    if (tree.isMissingNode()) {
      throw new IllegalArgumentException("empty");
    }
    return tree;
  }

  private static boolean accepts(Runnable reading) {
    try {
      reading.run();
      return true;
    } catch (RuntimeException refused) {
      return false;
    }
  }

  private static JsonReader reader(String json) {
    return new JsonReader(json.getBytes(StandardCharsets.UTF_8));
  }
}
