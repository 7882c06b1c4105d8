package flow.worklet.deployment;

import flow.worklet.engine.ContainerEngine;
import flow.worklet.engine.Listener;
import flow.worklet.engine.RunSettings;
import flow.worklet.engine.Version;
import flow.worklet.engine.Workload;
import flow.worklet.lifecycle.Worklet;
import flow.worklet.source.GithubSettings;
import java.util.List;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/// Says in a sentence why a version does not run or does not answer.
final class Failures {

  private static final int LINES = 60;

  private final ContainerEngine engine;
  private final RunSettings settings;
  private final GithubSettings github;

  Failures(ContainerEngine engine, RunSettings settings, GithubSettings github) {
    this.engine = engine;
    this.settings = settings;
    this.github = github;
  }

  Mono<Fault> explain(Worklet worklet, Version version, Probe.Silent silent, int port) {
    return Mono.zip(
            engine.logs(version, LINES, false).map(Mask.of(worklet, github)::apply).collectList(),
            engine.listeners(version))
        .map(both -> explain(silent, port, both.getT1(), both.getT2()));
  }

  private Fault explain(Probe.Silent silent, int port, List<String> log, List<Listener> listeners) {
    var evidence = String.join("\n", log);
    var workload = silent.workload();
    if (workload == null) {
      return new Fault("The container is gone.", "Rebuild it.", evidence);
    }
    if (!workload.isRunning()) {
      return ended(workload, log, evidence);
    }
    if (silent.said() != null) {
      return new Fault(
          "The program runs and answers %s.%s".formatted(silent.said(), quoted(log)),
          "Have it answer there without an error, or name another path as \"health\" in flow.yaml.",
          evidence);
    }
    return deaf(port, log, evidence, listeners);
  }

  Fault ended(Workload workload, List<String> log, String evidence) {
    if (workload.outOfMemory()
        || (workload.exitCode() == 137 && workload.state() == Workload.State.EXITED)) {
      return new Fault(
          "The program was killed: it needed more than the %d MB of memory it may use (exit code %d)."
              .formatted(settings.memory().toMegabytes(), workload.exitCode()),
          "Have it use less memory, or raise flow.run.memory.",
          evidence);
    }
    if (workload.exitCode() == 0) {
      return new Fault(
          "The program ended by itself, without an error.%s".formatted(quoted(log)),
          "Have the start command keep running and listen on PORT.",
          evidence);
    }
    var readOnly = evidence.contains("Read-only file system") || evidence.contains("EROFS");
    return new Fault(
        "The program ended with code %d.%s".formatted(workload.exitCode(), quoted(log)),
        readOnly
            ? "It wrote outside /tmp, and only /tmp can be written."
            : "Look at the last lines of its log.",
        evidence);
  }

  private Fault deaf(int port, List<String> log, String evidence, List<Listener> listeners) {
    var inside =
        listeners.stream()
            .filter(listener -> !listener.everywhere())
            .map(listener -> String.valueOf(listener.port()))
            .collect(Collectors.joining(", "));
    if (!inside.isEmpty()) {
      return new Fault(
          "The program listens on 127.0.0.1 only (port %s), where nobody else reaches it."
              .formatted(inside),
          "Have it listen on 0.0.0.0.",
          evidence);
    }
    return new Fault(
        "The program runs, and nothing answered on port %d within %d seconds.%s"
            .formatted(port, settings.probe().toSeconds(), quoted(log)),
        "Have it listen on the port in the variable PORT, on 0.0.0.0.",
        evidence);
  }

  private static String quoted(List<String> log) {
    var said = log.stream().filter(line -> !line.isBlank()).toList();
    return said.isEmpty() ? "" : " It said last: " + cut(said.getLast());
  }

  private static String cut(String line) {
    return line.length() > 300 ? line.substring(0, 300) + "…" : line;
  }
}
