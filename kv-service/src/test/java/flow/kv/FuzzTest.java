package flow.kv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Bad input without end: never the service's fault, and never a changed value.
///
/// It tries the same thousand requests each time. `-Dflow.kv.fuzz.seconds=600` tries others for ten
/// minutes, `-Dflow.kv.fuzz.seed` repeats what such a run has found.
@Tag("unproven")
class FuzzTest {

  static final long SECONDS = Long.getLong("flow.kv.fuzz.seconds", 0);
  static final int REQUESTS = 1000;

  final RunningService service = RunningService.shared();
  final Store guarded = Store.open(service);
  final long seed = Long.getLong("flow.kv.fuzz.seed", SECONDS > 0 ? System.nanoTime() : 1);
  final Random random = new Random(seed);
  final MalformedRequests requests = new MalformedRequests(random);
  final long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS) / 3;
  int sent;
  String before = "";

  @BeforeEach
  void keepSomething() {
    guarded.set("/fuzz/key", "{\"a\":[1,2.50,1e2,\"\\u0000\"],\"a\":null}");
    guarded.set("/fuzz/n", "12345678901234567890.10");
    guarded.set("/other/text", "\"kept\"");
    before = guarded.get(":export").text();
  }

  @AfterEach
  void itIsStillThere() {
    assertThat(guarded.get(":export").text()).as("seed %d", seed).isEqualTo(before);
  }

  /// Whatever a reader sends, nothing changes.
  @Test
  void changesNothingForAReader() {
    var reader = Store.open(service, guarded.worklet(), "read-only");

    while (hasMore()) {
      answered(requests.to(guarded.worklet(), reader.token()));
    }
  }

  /// Whatever a writer sends to its own store, another's stays as it is.
  @Test
  void changesNothingOfAnothersForAWriter() {
    var writer = Store.open(service);

    while (hasMore()) {
      var target = random.nextInt(4) == 0 ? guarded.worklet() : writer.worklet();
      answered(requests.to(target, writer.token()));
    }
  }

  /// A value that is accepted comes back as it was sent, without the white space around it.
  @Test
  void keepsWhatItAcceptsAsItIs() {
    var writer = Store.open(service);
    int accepted = 0;

    while (hasMore()) {
      var body = requests.value();
      var answer = writer.send("PUT", path(writer, "/fuzz/value"), body);
      assertThat(answer.status()).as(reason(body)).isIn(201, 204, 400, 413);
      if (answer.status() < 300) {
        accepted++;
        assertThat(writer.get("/fuzz/value").bytes()).as(reason(body)).isEqualTo(stripped(body));
      }
    }
    assertThat(accepted).isPositive();
  }

  private boolean hasMore() {
    return sent++ < REQUESTS || System.nanoTime() - end < 0;
  }

  private void answered(MalformedRequests.Request request) {
    String answer;
    try {
      answer = RawCall.send(service.port(), request.head(), request.body());
    } catch (UncheckedIOException cut) {
      return; // what is no HTTP at all is cut off
    }
    assertThat(answer.isEmpty() || RawCall.status(answer) < 500)
        .as("seed %d: %s -> %s", seed, request, answer)
        .isTrue();
  }

  private static String path(Store store, String rest) {
    return "/v1/worklets/" + store.worklet() + "/kv" + rest;
  }

  private String reason(byte[] body) {
    return "seed %d: %s".formatted(seed, new String(body, StandardCharsets.ISO_8859_1));
  }

  private static byte[] stripped(byte[] body) {
    int from = 0;
    int to = body.length;
    while (from < to && isSpace(body[from])) {
      from++;
    }
    while (to > from && isSpace(body[to - 1])) {
      to--;
    }
    return Arrays.copyOfRange(body, from, to);
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\t' || b == '\n' || b == '\r';
  }
}
