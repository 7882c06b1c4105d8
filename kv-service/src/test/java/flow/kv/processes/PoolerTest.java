package flow.kv.processes;

import static org.assertj.core.api.Assertions.assertThat;

import flow.kv.RunningService;
import flow.kv.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Behind a transaction pooler every statement may meet another connection: the scripts, and every
/// kind of call, work all the same.
class PoolerTest {

  static final int WORKLETS = 12;

  @Test
  void servesEveryCallBehindATransactionPooler(@TempDir Path folder)
      throws IOException, ExecutionException, InterruptedException {
    try (var pooler = new PoolerProcess(folder);
        var service = RunningService.start(pooler.dsn());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var lives = new ArrayList<Future<?>>();
      for (int i = 0; i < WORKLETS; i++) {
        var store = Store.open(service);
        lives.add(threads.submit(() -> live(store)));
      }
      for (var life : lives) {
        life.get();
      }
    }
  }

  /// Two instances, one behind the pooler and one beside it, keep one store.
  @Test
  void sharesTheStoreWithAnInstanceThatNeedsNoPooler(@TempDir Path folder) throws IOException {
    try (var pooler = new PoolerProcess(folder);
        var pooled = RunningService.start(pooler.dsn());
        var direct = RunningService.start(pooler.direct())) {
      var store = Store.open(pooled);
      var same = Store.as(direct, store.worklet(), store.token());

      store.set("/ns/key", "1");
      assertThat(same.get("/ns/key").text()).isEqualTo("1");
      assertThat(same.post("/ns/key:increment", "{}").json().get("value").asInt()).isEqualTo(2);
      assertThat(store.get("/ns/key").text()).isEqualTo("2");
    }
  }

  private static void live(Store store) {
    for (int i = 0; i < 25; i++) {
      var value = "{\"n\":" + i + "}";
      var version = store.put("/ns/key", value).version();
      assertThat(store.get("/ns/key").text()).isEqualTo(value);
      assertThat(store.put("/ns/key", "0", "If-Match", "\"" + (version - 1) + "\"").status())
          .isEqualTo(412);
      assertThat(store.post("/ns/n:increment", "{}").json().get("value").asInt()).isEqualTo(i + 1);
      assertThat(
              store
                  .post("/ns/deep:increment", "{\"path\":[\"a\",\"b\"]}")
                  .json()
                  .get("value")
                  .asInt())
          .isEqualTo(i + 1);
      assertThat(store.post("/ns:mset", "{\"a\":1,\"b\":2}").status()).isEqualTo(204);
      assertThat(store.post("/ns:mget", "{\"keys\":[\"a\",\"b\"]}").text())
          .isEqualTo("{\"a\":1,\"b\":2}");
      assertThat(store.post(":commit", commit(version)).status()).isEqualTo(200);
      assertThat(store.get("/ns").json().get("keys").size()).isEqualTo(4);
    }
    var exported = store.get(":export").text();
    assertThat(store.delete("").json().get("deleted").asInt()).isEqualTo(4);
    assertThat(store.post(":import", exported).status()).isEqualTo(200);
    assertThat(store.get(":export").text()).isEqualTo(exported);
    assertThat(store.get(":stats").json().get("totalKeys").asInt()).isEqualTo(4);
  }

  private static String commit(long version) {
    return """
    {"checks":[{"ns":"ns","key":"key","version":%d}],
     "operations":[{"op":"delete","ns":"ns","key":"b"}]}
    """
        .formatted(version);
  }
}
