package flow.worklet.prompt;

import flow.events.SessionCommand;
import flow.events.SessionEvent;
import flow.events.Topic;
import flow.events.Usage;
import flow.events.kafka.Publisher;
import flow.events.kafka.Subscription;
import flow.events.kafka.Subscriptions;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.springframework.context.ConfigurableApplicationContext;
import reactor.core.publisher.Mono;

/// Plays the session service on its topics: takes prompts and answers as the test says.
final class SessionStandIn implements AutoCloseable {

  final List<SessionCommand.Prompt> prompts = new CopyOnWriteArrayList<>();
  private final Publisher publisher;
  private final Subscription subscription;
  private volatile Consumer<SessionCommand.Prompt> work = _ -> {};
  private long seq;

  SessionStandIn(ConfigurableApplicationContext service) {
    publisher = service.getBean(Publisher.class);
    subscription = service.getBean(Subscriptions.class).to(Topic.SESSION_COMMANDS, this::on);
    subscription.start();
  }

  /// What happens to the worklet's folder when a prompt comes.
  void works(Consumer<SessionCommand.Prompt> how) {
    work = how;
  }

  private Mono<Void> on(SessionCommand command) {
    if (!(command instanceof SessionCommand.Prompt prompt)) {
      return Mono.empty();
    }
    return Mono.<Void>fromRunnable(
            () -> {
              prompts.add(prompt);
              work.accept(prompt);
            })
        .subscribeOn(reactor.core.scheduler.Schedulers.boundedElastic());
  }

  void complete(SessionCommand.Prompt prompt, String answer) {
    say(
        new SessionEvent.BlockCompleted(
            prompt.session(), 1, ++seq, prompt.turn(), 0, answer, "", Instant.now()));
    var usage = new Usage("claude-test", 1, 1, BigDecimal.ZERO, Duration.ofSeconds(1));
    say(
        new SessionEvent.Completed(
            prompt.session(), 1, ++seq, prompt.turn(), usage, Instant.now()));
  }

  void fail(SessionCommand.Prompt prompt, String cause) {
    say(
        new SessionEvent.Failed(
            prompt.session(), 1, ++seq, prompt.turn(), cause, null, Instant.now()));
  }

  private void say(SessionEvent event) {
    publisher.publish(Topic.SESSION_EVENTS, event).block();
  }

  @Override
  public void close() {
    subscription.stop();
  }
}
