package flow.model.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Plays an answer's events, and lets go wrong what shall go wrong.
final class Faults {

  private Faults() {}

  static Flux<String> spoil(List<AnswerEvents.Event> events, Duration wait, @Nullable Fault fault) {
    var played =
        switch (fault) {
          case null -> play(events);
          case Fault.Cut cut ->
              play(until(events, cut.words()))
                  .concatWith(Mono.error(new IllegalStateException("cut as the script says")));
          case Fault.Overloaded overloaded ->
              play(until(events, overloaded.words()))
                  .concatWith(Mono.just(AnswerEvents.error(Refusal.of(529, 0)).text()));
          case Fault.Hang hang ->
              (hang.words() < 0 ? Flux.<String>empty() : play(until(events, hang.words())))
                  .concatWith(Mono.never());
          case Fault.Refused _ -> throw new IllegalStateException("an error has no stream");
        };
    return wait.isZero() ? played : played.delaySubscription(wait);
  }

  private static Flux<String> play(List<AnswerEvents.Event> events) {
    return Flux.fromIterable(events)
        .concatMap(event ->
            event.after().isZero()
                ? Mono.just(event.text())
                : Mono.delay(event.after()).thenReturn(event.text()));
  }

  private static List<AnswerEvents.Event> until(List<AnswerEvents.Event> events, int words) {
    var kept = new ArrayList<AnswerEvents.Event>();
    int seen = 0;
    for (var event : events) {
      if (event.word() && seen++ == words) {
        break;
      }
      kept.add(event);
    }
    return kept;
  }
}
