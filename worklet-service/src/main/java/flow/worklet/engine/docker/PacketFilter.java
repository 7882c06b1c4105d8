package flow.worklet.engine.docker;

import flow.worklet.engine.EngineRefused;
import flow.worklet.process.Processes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/// Puts a [Fence] up with the `iptables` program, and looks whether it stands.
final class PacketFilter {

  private static final Map<String, String> ENVIRONMENT =
      Map.of("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final byte[] NOTHING = new byte[0];

  /// Sets the chains, and leads packets through them.
  Mono<Void> put(Fence fence) {
    return run(
            fence.rules().getBytes(StandardCharsets.UTF_8),
            "iptables-restore",
            "--noflush",
            "-w",
            "10")
        .then(Mono.defer(() -> lead("DOCKER-USER", fence.devices(), fence.through())))
        .then(Mono.defer(() -> lead("INPUT", fence.devices(), fence.toHost())))
        .then(Mono.defer(() -> demand(fence)));
  }

  /// Whether all of it is in place.
  Mono<Boolean> stands(Fence fence) {
    return rules(fence.through())
        .flatMap(through ->
            rules(fence.toHost()).map(host -> union(through, host).equals(fence.expected())))
        .filterWhen(same -> isLed("DOCKER-USER", fence.devices(), fence.through()))
        .filterWhen(same -> isLed("INPUT", fence.devices(), fence.toHost()))
        .onErrorResume(EngineRefused.class, missing -> Mono.just(false))
        .defaultIfEmpty(false);
  }

  /// Takes everything of a fence down.
  Mono<Void> drop(Fence fence) {
    return quietly("-D", "DOCKER-USER", "-i", fence.devices(), "-j", fence.through())
        .then(Mono.defer(() -> quietly("-D", "INPUT", "-i", fence.devices(), "-j", fence.toHost())))
        .then(Mono.defer(() -> quietly("-F", fence.through())))
        .then(Mono.defer(() -> quietly("-X", fence.through())))
        .then(Mono.defer(() -> quietly("-F", fence.toHost())))
        .then(Mono.defer(() -> quietly("-X", fence.toHost())));
  }

  private Mono<Void> demand(Fence fence) {
    return stands(fence)
        .flatMap(stands ->
            stands
                ? Mono.<Void>empty()
                : Mono.error(
                    () -> new EngineRefused("The packet filter's rules were not taken.", null)));
  }

  private Mono<Void> lead(String from, String devices, String to) {
    return isLed(from, devices, to)
        .flatMap(led ->
            led ? Mono.<Void>empty() : iptables("-I", from, "1", "-i", devices, "-j", to).then());
  }

  private Mono<Boolean> isLed(String from, String devices, String to) {
    return process(NOTHING, command("-C", from, "-i", devices, "-j", to))
        .map(result -> result.exit() == 0);
  }

  private Mono<List<String>> rules(String chain) {
    return iptables("-S", chain)
        .map(
            text -> text.lines().filter(line -> line.startsWith("-A")).map(String::strip).toList());
  }

  private Mono<Void> quietly(String... arguments) {
    return process(NOTHING, command(arguments)).then();
  }

  private Mono<String> iptables(String... arguments) {
    return run(NOTHING, command(arguments).toArray(String[]::new));
  }

  private static List<String> command(String... arguments) {
    var command = new ArrayList<>(List.of("iptables", "-w", "10"));
    command.addAll(List.of(arguments));
    return command;
  }

  private static Mono<String> run(byte[] input, String... command) {
    return process(input, List.of(command))
        .flatMap(result ->
            result.exit() == 0
                ? Mono.just(result.text())
                : Mono.error(() -> refused(String.join(" ", command), result.err().strip())));
  }

  private static Mono<Processes.Result> process(byte[] input, List<String> command) {
    return Processes.run(new Processes.Order(command, null, ENVIRONMENT, input, PATIENCE))
        .onErrorMap(
            IllegalStateException.class,
            missing -> refused(command.getFirst(), String.valueOf(missing.getMessage())));
  }

  private static EngineRefused refused(String command, String said) {
    return new EngineRefused(
        "The packet filter cannot be set (%s: %s). Run the worklet service as root with iptables installed, or, if you trust the worklets, set flow.run.packet-filter to off."
            .formatted(command, said),
        null);
  }

  private static List<String> union(List<String> some, List<String> more) {
    var all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }
}
