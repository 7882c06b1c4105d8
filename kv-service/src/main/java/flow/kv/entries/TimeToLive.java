package flow.kv.entries;

import flow.kv.json.InvalidJson;
import flow.kv.json.JsonReader;
import flow.kv.web.Call;
import flow.kv.web.Refusal;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads times to live, in seconds.
final class TimeToLive {

  private static final double LONGEST = 3_155_760_000.0; // a hundred years

  private TimeToLive() {}

  static @Nullable Double ofQuery(Call call) {
    var text = call.query("ttl");
    if (text == null) {
      return null;
    }
    if (text.equals("keep")) {
      return Change.KEEP;
    }
    try {
      return checked(Double.parseDouble(text));
    } catch (NumberFormatException notANumber) {
      throw wrong();
    }
  }

  static double of(BigDecimal seconds) {
    return checked(seconds.doubleValue());
  }

  /// The body of a touch.
  static Optional<Double> ofTouch(JsonReader body) {
    var found =
        new Object() {
          boolean named;
          @Nullable Double ttl;
        };
    body.object(name -> {
      if (!name.equals("ttl")) {
        throw new InvalidJson("unknown member; touch knows ttl");
      }
      found.named = true;
      found.ttl = body.isNull() ? null : Double.valueOf(of(body.number()));
    });
    if (!found.named) {
      throw new InvalidJson("no ttl: seconds, or null for none");
    }
    return Optional.ofNullable(found.ttl);
  }

  private static double checked(double seconds) {
    if (!(seconds > 0 && seconds <= LONGEST)) {
      throw wrong();
    }
    return seconds;
  }

  private static Refusal wrong() {
    return Refusal.invalid("ttl is a number of seconds above 0, at most 3155760000");
  }
}
