package flow.benchmark.stream;

import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One message that grows, by an edit a second.
final class Reply implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Reply.class);

  private final MethodsClient methods;
  private final String channel;
  private final String thread;
  private final boolean eager;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final StringBuilder text = new StringBuilder();

  // What follows belongs to the clock's thread.
  private @Nullable String ts;
  private int shown;

  Reply(MethodsClient methods, String channel, String thread, boolean eager) {
    this.methods = methods;
    this.channel = channel;
    this.thread = thread;
    this.eager = eager;
    var _ = clock.scheduleAtFixedRate(this::show, 1, 1, TimeUnit.SECONDS);
  }

  void append(String more) {
    boolean isFirst;
    synchronized (text) {
      isFirst = text.isEmpty();
      text.append(more);
    }
    if (isFirst && eager) {
      clock.execute(this::show);
    }
  }

  private String text() {
    synchronized (text) {
      return text.toString();
    }
  }

  /// Returns once the whole text was shown: at the clock's next tick, or at once when it is eager.
  @Override
  public void close() {
    var _ = clock.schedule(clock::shutdown, 1_100, TimeUnit.MILLISECONDS);
    if (eager) {
      clock.execute(this::show);
    }
    try {
      clock.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void show() {
    var now = text();
    if (now.length() == shown) {
      return;
    }
    try {
      var known = ts;
      if (known == null) {
        ts =
            methods
                .chatPostMessage(post -> post.channel(channel).threadTs(thread).text(now))
                .getTs();
      } else {
        methods.chatUpdate(edit -> edit.channel(channel).ts(known).text(now));
      }
      shown = now.length();
    } catch (IOException | SlackApiException e) {
      LOG.warn("An edit failed", e);
    }
  }
}
