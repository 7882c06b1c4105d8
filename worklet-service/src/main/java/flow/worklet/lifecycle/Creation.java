package flow.worklet.lifecycle;

import flow.events.SessionId;
import flow.events.WorkletCommand;
import flow.events.WorkletEvent;
import flow.platform.settings.FlowSettings;
import flow.worklet.lifecycle.Outcome.Reason;
import flow.worklet.lifecycle.Outcome.Refused;
import flow.worklet.lifecycle.Outcome.Repeated;
import flow.worklet.source.SourceRefused;
import flow.worklet.source.Sources;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Makes worklets.
@Component
class Creation {

  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");
  private static final Pattern RESERVED =
      Pattern.compile("PORT|HOME|PATH|WORKLET_ID|FLOW_.*|LD_.*");
  private static final int MOST_VARIABLES = 100;
  private static final int LONGEST_VALUE = 16 << 10;

  private final Worklets worklets;
  private final Queue queue;
  private final PromptQueue prompts;
  private final Announcements announcements;
  private final Sources sources;
  private final LifecycleSettings settings;
  private final PreviewSettings preview;
  private final FlowSettings flow;

  Creation(
      Worklets worklets,
      Queue queue,
      PromptQueue prompts,
      Announcements announcements,
      Sources sources,
      LifecycleSettings settings,
      PreviewSettings preview,
      FlowSettings flow) {
    this.worklets = worklets;
    this.queue = queue;
    this.prompts = prompts;
    this.announcements = announcements;
    this.sources = sources;
    this.settings = settings;
    this.preview = preview;
    this.flow = flow;
  }

  Mono<Outcome> create(WorkletCommand.Create command) {
    return problem(command).<Mono<Outcome>>map(Mono::just).orElseGet(() -> store(command));
  }

  private Mono<Outcome> store(WorkletCommand.Create command) {
    var worklet = worklet(command);
    return queue
        .full()
        .<Outcome>cast(Outcome.class)
        .switchIfEmpty(
            Mono.defer(() ->
                worklets
                    .insert(worklet)
                    .flatMap(
                        isNew -> isNew ? begin(worklet, command) : Mono.just(new Repeated()))));
  }

  private Mono<Outcome> begin(Worklet worklet, WorkletCommand.Create command) {
    var url = preview.url(flow, worklet.slug());
    var hash = sha256(worklet.storeToken());
    return announcements
        .tell(
            worklet.id(),
            (seq, at) ->
                new WorkletEvent.Created(
                    worklet.id(),
                    seq,
                    worklet.name(),
                    worklet.repository(),
                    worklet.branch(),
                    worklet.slug(),
                    url,
                    hash,
                    worklet.thread(),
                    command.by(),
                    at))
        .then(queue.sources(worklet, command.by()))
        .flatMap(outcome ->
            command.prompt() == null || command.prompt().isBlank()
                ? Mono.just(outcome)
                : prompts.addFirst(worklet, command, command.prompt()).thenReturn(outcome));
  }

  private Worklet worklet(WorkletCommand.Create command) {
    var now = Instant.now();
    var thread = command.thread();
    var session =
        thread == null
            ? SessionId.random()
            : SessionId.ofThread(thread.team(), thread.channel(), thread.threadTs());
    return new Worklet(
        command.worklet(),
        command.name().strip(),
        command.repository(),
        command.branch(),
        Slug.of(command.name()),
        thread,
        Map.copyOf(command.environment()),
        Slug.storeToken(),
        session,
        command.by(),
        null,
        State.CREATING,
        Desired.RUNNING,
        true,
        1,
        0,
        null,
        null,
        null,
        0,
        Instant.EPOCH,
        now,
        now,
        now.plus(settings.expireAfter()));
  }

  private Optional<Outcome> problem(WorkletCommand.Create command) {
    var name = command.name().strip();
    if (name.isEmpty() || name.length() > 60 || name.chars().anyMatch(Character::isISOControl)) {
      return invalid("The name is empty or too long.", "Use 1 to 60 characters.");
    }
    try {
      sources.check(command.repository(), command.branch());
    } catch (SourceRefused refused) {
      return invalid(refused.getMessage(), refused.remedy());
    }
    if (command.environment().size() > MOST_VARIABLES) {
      return invalid("There are more than %d variables.".formatted(MOST_VARIABLES), "Use fewer.");
    }
    return command.environment().entrySet().stream()
        .flatMap(variable -> problem(variable).stream())
        .findFirst();
  }

  private static Optional<Outcome> problem(Map.Entry<String, String> variable) {
    var name = variable.getKey();
    if (!VARIABLE.matcher(name).matches()) {
      return invalid(
          "\"%s\" cannot be the name of a variable.".formatted(name), "Use letters, digits and _.");
    }
    if (RESERVED.matcher(name).matches()) {
      return invalid("The variable %s is set by Flow.".formatted(name), "Use another name.");
    }
    if (variable.getValue().length() > LONGEST_VALUE || variable.getValue().indexOf('\0') >= 0) {
      return invalid(
          "The value of %s cannot be used.".formatted(name), "Use at most 16 KiB of text.");
    }
    return Optional.empty();
  }

  private static Optional<Outcome> invalid(String cause, String remedy) {
    return Optional.of(new Refused(Reason.INVALID, cause, remedy));
  }

  private static String sha256(String text) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
