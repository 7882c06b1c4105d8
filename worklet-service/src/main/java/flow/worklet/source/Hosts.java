package flow.worklet.source;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Resolves the hosts of repositories and refuses those that are not public.
final class Hosts {

  private final SourceSettings settings;

  Hosts(SourceSettings settings) {
    this.settings = settings;
  }

  /// The address to connect to, as Git is told it so that it does not ask the name service again.
  /// Empty for files.
  Mono<String> pin(RepositoryUrl url) {
    if (url.isFile()) {
      return Mono.empty();
    }
    return Mono.fromCallable(() -> resolve(url)).subscribeOn(Schedulers.boundedElastic());
  }

  private String resolve(RepositoryUrl url) {
    var host = url.uri().getHost();
    var addresses = addresses(host);
    if (!settings.trusts(url.authority())) {
      addresses.stream().filter(Hosts::isPrivate).findAny().ifPresent(found -> refuse(host, found));
    }
    var address = addresses.getFirst().getHostAddress();
    var literal = addresses.getFirst() instanceof Inet6Address ? "[" + address + "]" : address;
    return "%s:%d:%s".formatted(host, url.port(), literal);
  }

  private static List<InetAddress> addresses(String host) {
    try {
      return List.of(InetAddress.getAllByName(host));
    } catch (UnknownHostException e) {
      throw new SourceRefused(
          "The host %s is not known.".formatted(host),
          "Check the address of the repository.",
          true,
          e);
    }
  }

  private static void refuse(String host, InetAddress address) {
    throw new SourceRefused(
        "The host %s leads to the private address %s.".formatted(host, address.getHostAddress()),
        "Use a repository on a public host, or name the host in flow.source.trusted-hosts.");
  }

  static boolean isPrivate(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return true;
    }
    var bytes = address.getAddress();
    return address instanceof Inet4Address ? isPrivate4(bytes) : isPrivate6(bytes);
  }

  private static boolean isPrivate4(byte[] bytes) {
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    return first == 0
        || first >= 224
        || (first == 100 && (second & 0xc0) == 64)
        || (first == 192 && second == 0)
        || (first == 198 && (second & 0xfe) == 18);
  }

  /// Unique local addresses, and those that carry an IPv4 address inside (NAT64, 6to4, Teredo).
  private static boolean isPrivate6(byte[] bytes) {
    int first = ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff);
    return (first & 0xfe00) == 0xfc00
        || first == 0x0064
        || first == 0x2002
        || (first == 0x2001 && bytes[2] == 0 && bytes[3] == 0)
        || first == 0;
  }
}
