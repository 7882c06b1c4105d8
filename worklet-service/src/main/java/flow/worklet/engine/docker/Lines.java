package flow.worklet.engine.docker;

import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Flux;

/// Makes whole lines of text that arrives in pieces.
final class Lines {

  /// A line that is longer is cut into several.
  private static final int LONGEST = 4_000;

  private final StringBuilder rest = new StringBuilder();

  private Lines() {}

  static Flux<String> of(Flux<String> pieces) {
    return Flux.defer(() -> {
      var lines = new Lines();
      return pieces
          .concatMapDelayError(piece -> Flux.fromIterable(lines.add(piece))) // all before an error
          .onErrorResume(problem -> Flux.fromIterable(lines.end()).concatWith(Flux.error(problem)))
          .concatWith(Flux.defer(() -> Flux.fromIterable(lines.end())));
    });
  }

  private List<String> add(String piece) {
    var whole = new ArrayList<String>();
    for (int i = 0; i < piece.length(); i++) {
      char c = piece.charAt(i);
      if (c == '\n' || rest.length() >= LONGEST) {
        whole.add(take());
      }
      if (c != '\n' && c != '\r') {
        rest.append(c);
      }
    }
    return whole;
  }

  private List<String> end() {
    return rest.isEmpty() ? List.of() : List.of(take());
  }

  private String take() {
    var line = rest.toString();
    rest.setLength(0);
    return line;
  }
}
