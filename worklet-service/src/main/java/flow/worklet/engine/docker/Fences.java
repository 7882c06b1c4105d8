package flow.worklet.engine.docker;

import flow.worklet.engine.EngineRefused;
import flow.worklet.engine.Installation;
import flow.worklet.engine.RunSettings;
import flow.worklet.engine.RunSettings.Egress;
import flow.worklet.engine.StoreSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Knows how the fence shall stand, puts it up and demands that it stands.
final class Fences {

  private final PacketFilter filter = new PacketFilter();
  private final Installation installation;
  private final RunSettings settings;
  private final StoreSettings store;

  Fences(Installation installation, RunSettings settings, StoreSettings store) {
    this.installation = installation;
    this.settings = settings;
    this.store = store;
  }

  Mono<Void> put() {
    return isOff() ? Mono.empty() : fence().flatMap(filter::put);
  }

  /// Completes when the fence stands, after mending it if need be.
  Mono<Void> demand() {
    if (isOff()) {
      return Mono.empty();
    }
    return fence()
        .flatMap(fence ->
            filter
                .stands(fence)
                .flatMap(stands -> stands ? Mono.<Void>empty() : filter.put(fence)));
  }

  Mono<Void> drop() {
    return isOff() ? Mono.empty() : fence().flatMap(filter::drop);
  }

  private boolean isOff() {
    return settings.packetFilter() == RunSettings.PacketFilter.OFF;
  }

  private Mono<Fence> fence() {
    return Mono.fromCallable(() ->
            new Fence(
                installation,
                storeAddresses(),
                store.port(),
                store.isLocal(),
                nameServers(),
                settings.egress() == Egress.PUBLIC))
        .subscribeOn(Schedulers.boundedElastic());
  }

  private List<String> storeAddresses() {
    if (store.isLocal()) {
      return List.of();
    }
    try {
      return Stream.of(InetAddress.getAllByName(store.publicUrl().getHost()))
          .filter(Inet4Address.class::isInstance)
          .map(InetAddress::getHostAddress)
          .sorted()
          .toList();
    } catch (UnknownHostException e) {
      throw new EngineRefused(
          "The key-value service's host %s is not known.".formatted(store.publicUrl().getHost()),
          e);
    }
  }

  /// The name servers that containers are given: those of this machine.
  private static List<String> nameServers() {
    var file = Path.of("/etc/resolv.conf");
    if (!Files.isReadable(file)) {
      return List.of();
    }
    try (var lines = Files.lines(file)) {
      return lines
          .map(line -> line.strip().split("\\s+"))
          .filter(words -> words.length > 1 && words[0].equals("nameserver"))
          .map(words -> words[1])
          .filter(address -> address.matches("[0-9.]+") && !address.startsWith("127."))
          .distinct()
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
