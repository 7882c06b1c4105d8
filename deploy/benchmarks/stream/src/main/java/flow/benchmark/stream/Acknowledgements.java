package flow.benchmark.stream;

import flow.slack.simulator.delivery.Receipt;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// How long Slack waited for acknowledgements while many commands came.
///
/// @param missing how many were not acknowledged within Slack's three seconds
record Acknowledgements(Figures times, int missing) {

  private static final int PER_SECOND = 20;
  private static final int COUNT = 160;
  private static final List<String> PEOPLE = List.of("U0ADA", "U0GRACE", "U0LINUS");
  private static final List<String> CHANNELS = List.of("C0GENERAL", "C0PROTO");

  /// Sends commands at a steady pace, whatever becomes of them.
  static Acknowledgements of(Contender contender) throws InterruptedException {
    var receipts = new ConcurrentLinkedQueue<CompletableFuture<Receipt>>();
    var left = new CountDownLatch(COUNT);
    try (var clock = Executors.newSingleThreadScheduledExecutor()) {
      var pace =
          clock.scheduleAtFixedRate(
              () -> {
                if (left.getCount() > 0) {
                  receipts.add(command(contender, (int) left.getCount()));
                  left.countDown();
                }
              },
              0,
              Duration.ofSeconds(1).toMillis() / PER_SECOND,
              TimeUnit.MILLISECONDS);
      left.await();
      pace.cancel(false);
    }
    var ended = receipts.stream().map(CompletableFuture::join).toList();
    var times =
        ended.stream()
            .filter(Receipt::acknowledged)
            .map(Receipt::after)
            .map(Acknowledgements::milliseconds)
            .toList();
    return new Acknowledgements(new Figures(times), ended.size() - times.size());
  }

  private static CompletableFuture<Receipt> command(Contender contender, int number) {
    return contender
        .slack()
        .commandReceipt(
            PEOPLE.get(number % PEOPLE.size()),
            CHANNELS.get(number % CHANNELS.size()),
            "/flow",
            "load-%d sim: words 50 delay 100ms".formatted(number));
  }

  private static double milliseconds(Duration time) {
    return time.toNanos() / 1e6;
  }
}
