package flow.kv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Fifty worklets that use the same names at the same time, so that their calls travel in the same
/// statements: each sees what a store of its own would show.
class InterleavingTest {

  static final int WORKLETS = 50;
  static final int CALLS = 40;
  static final List<String> KEYS = List.of("a", "b", "c");

  final RunningService service = RunningService.shared();

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void showsEachWorkletItsOwn(long seed) throws ExecutionException, InterruptedException {
    var neighbours = new ArrayList<Store>();
    for (int i = 0; i < WORKLETS; i++) {
      neighbours.add(Store.open(service));
    }

    together(
        neighbours.stream()
            .<Runnable>map(store ->
                () -> {
                  var random = new Random(seed * 1000 + neighbours.indexOf(store));
                  new Life(store, neighbours, random).run();
                })
            .toList());
  }

  /// One worklet that calls without end must not keep the others waiting for ever.
  @Test
  void letsEveryWorkletHaveItsTurn() throws ExecutionException, InterruptedException {
    var greedy = Store.open(service);
    var modest = Store.open(service);
    var runs = new ArrayList<Runnable>();
    for (int i = 0; i < 100; i++) {
      var key = "/ns/k" + i;
      runs.add(() -> {
        for (int n = 0; n < 20; n++) {
          greedy.set(key, String.valueOf(n));
        }
      });
    }
    runs.add(() -> {
      for (int n = 0; n < 20; n++) {
        modest.set("/ns/key", String.valueOf(n));
        assertThat(modest.get("/ns/key").text()).isEqualTo(String.valueOf(n));
      }
    });

    together(runs);
    assertThat(greedy.get(":stats").json().get("totalKeys").asInt()).isEqualTo(100);
  }

  private static void together(List<Runnable> runs)
      throws ExecutionException, InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var results = new ArrayList<Future<?>>();
      runs.forEach(run -> results.add(threads.submit(run)));
      for (var result : results) {
        result.get();
      }
    }
  }

  /// A worklet's calls, and what must come of them.
  private static final class Life {

    private final Store store;
    private final List<Store> neighbours;
    private final Random random;
    private final Map<String, String> model = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();

    private Life(Store store, List<Store> neighbours, Random random) {
      this.store = store;
      this.neighbours = neighbours;
      this.random = random;
    }

    void run() {
      for (int i = 0; i < CALLS; i++) {
        var key = KEYS.get(random.nextInt(KEYS.size()));
        switch (random.nextInt(9)) {
          case 0, 1 -> put(key, i);
          case 2, 3 -> get(key);
          case 4 -> delete(key);
          case 5 -> increment(key);
          case 6 -> putMany(i);
          case 7 -> commit(key, i);
          default -> trespass(key);
        }
      }
      var expected = new HashMap<>(model);
      counts.forEach((key, count) -> expected.put("n-" + key, String.valueOf(count)));
      var exported = store.get(":export").json().path("ns");
      assertThat(exported.size()).isEqualTo(expected.size());
      expected.forEach(
          (key, value) -> assertThat(exported.path(key).toString()).as(key).isEqualTo(value));
      assertThat(store.get(":stats").json().get("totalKeys").asInt()).isEqualTo(expected.size());
    }

    private void put(String key, int i) {
      var answer = store.put("/ns/" + key, value(i));
      assertThat(answer.status()).isEqualTo(model.containsKey(key) ? 204 : 201);
      model.put(key, value(i));
    }

    private void get(String key) {
      var answer = store.get("/ns/" + key);
      if (model.containsKey(key)) {
        assertThat(answer.text()).isEqualTo(model.get(key));
      } else {
        assertThat(answer.status()).isEqualTo(404);
      }
    }

    private void delete(String key) {
      assertThat(store.delete("/ns/" + key).status())
          .isEqualTo(model.remove(key) == null ? 404 : 204);
    }

    private void increment(String key) {
      int delta = random.nextInt(100);
      var answer = store.post("/ns/n-" + key + ":increment", "{\"delta\":" + delta + "}");
      assertThat(answer.json().path("value").asInt())
          .as(answer.toString())
          .isEqualTo(counts.merge(key, delta, Integer::sum));
    }

    private void putMany(int i) {
      assertThat(
              store
                  .post("/ns:mset", "{\"a\":" + value(i) + ",\"b\":" + value(i + 1) + "}")
                  .status())
          .isEqualTo(204);
      model.put("a", value(i));
      model.put("b", value(i + 1));
    }

    private void commit(String key, int i) {
      var version = store.head("/ns/" + key);
      var known = version.status() == 404 ? "null" : String.valueOf(version.version());
      var answer =
          store.post(
              ":commit",
              """
              {"checks":[{"ns":"ns","key":"%1$s","version":%2$s}],
               "operations":[{"op":"put","ns":"ns","key":"%1$s","value":%3$s}]}
              """
                  .formatted(key, known, value(i)));
      assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
      model.put(key, value(i));
    }

    private void trespass(String key) {
      var other = neighbours.get(random.nextInt(neighbours.size()));
      if (other != store) {
        var path = "/v1/worklets/" + other.worklet() + "/kv/ns/" + key;
        var answer =
            random.nextBoolean()
                ? store.send("GET", path, (String) null)
                : store.send("PUT", path, value(-1));
        assertThat(answer.status()).isEqualTo(403);
      }
    }

    private String value(int i) {
      return "\"" + store.worklet() + " " + i + "\"";
    }
  }
}
