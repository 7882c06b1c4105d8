package flow.kv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Calls of browsers from pages of other origins.
class CrossOriginTest {

  static final String OWN = "https://notes.example.com";
  static final String FOREIGN = "https://evil.example.com";

  final RunningService service = RunningService.shared();
  final UUID worklet = UUID.randomUUID();
  Store store = Store.open(service);

  @BeforeEach
  void open() {
    var issued =
        Store.as(service, worklet, RunningService.OPERATOR)
            .send("POST", "/v1/worklets/" + worklet + "/tokens", "{\"origins\":[\"" + OWN + "\"]}");
    store = Store.as(service, worklet, issued.json().get("token").asString());
  }

  @Test
  void areAllowedFromTheWorkletsOwnOrigin() {
    var preflight = preflight(store, OWN);
    assertThat(preflight.status()).isEqualTo(204);
    assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo(OWN);
    assertThat(preflight.header("Access-Control-Allow-Methods")).contains("PUT", "DELETE");
    assertThat(preflight.header("Access-Control-Allow-Headers"))
        .contains("Authorization", "If-Match", "Idempotency-Key");
    assertThat(preflight.header("Vary")).contains("Origin");

    var written = store.put("/ns/key", "1", "Origin", OWN);
    assertThat(written.status()).isEqualTo(201);
    assertThat(written.header("Access-Control-Allow-Origin")).isEqualTo(OWN);
    assertThat(written.header("Access-Control-Expose-Headers"))
        .contains("ETag", "Flow-Quota-Keys", "RateLimit");
    assertThat(written.header("Access-Control-Allow-Credentials")).isEmpty();
    assertThat(store.get("/ns/none", "Origin", OWN).header("Access-Control-Allow-Origin"))
        .as("problems can be read as well")
        .isEqualTo(OWN);
  }

  @Test
  void areNotReadableFromAnotherOrigin() {
    assertThat(preflight(store, FOREIGN).header("Access-Control-Allow-Origin")).isEmpty();
    assertThat(preflight(store, FOREIGN).header("Access-Control-Allow-Methods")).isEmpty();
    assertThat(preflight(store, "null").header("Access-Control-Allow-Origin")).isEmpty();
    assertThat(store.get("/ns/key", "Origin", FOREIGN).header("Access-Control-Allow-Origin"))
        .isEmpty();
  }

  /// A page that guesses worklets' ids must not learn which exist.
  @Test
  void tellNothingAboutWorkletsThatDoNotExist() {
    var stranger = Store.as(service, UUID.randomUUID(), "");

    assertThat(preflight(stranger, FOREIGN).headers().map().keySet())
        .isEqualTo(preflight(store, FOREIGN).headers().map().keySet());
    assertThat(stranger.get("/ns/key", "Origin", FOREIGN).headers().map().keySet())
        .isEqualTo(
            Store.as(service, worklet, "")
                .get("/ns/key", "Origin", FOREIGN)
                .headers()
                .map()
                .keySet());
  }

  @Test
  void areAllowedFromEverywhereWhereNoOriginWasNamed() {
    var open = Store.open(service);

    assertThat(preflight(open, FOREIGN).header("Access-Control-Allow-Origin")).isEqualTo(FOREIGN);
    assertThat(open.put("/ns/key", "1", "Origin", FOREIGN).status()).isEqualTo(201);
  }

  private static Answer preflight(Store store, String origin) {
    return store.call(
        "OPTIONS", "/ns/key", null, "Origin", origin, "Access-Control-Request-Method", "PUT");
  }
}
