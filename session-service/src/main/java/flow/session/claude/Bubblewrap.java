package flow.session.claude;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A fence of bubblewrap: the system read-only, the session's own folder, nothing else of the disk,
/// process ids of its own, gone when the service is. The network is shared: the model gateway is on
/// the loopback interface.
final class Bubblewrap implements Fence {

  private static final List<String> SYSTEM =
      List.of("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/opt");

  /// What programs need of `/etc`; it holds secrets too, so it is not shown as a whole.
  private static final List<String> ETC =
      List.of(
          "alternatives",
          "ca-certificates",
          "ca-certificates.conf",
          "bash.bashrc",
          "debian_version",
          "environment",
          "fonts",
          "group",
          "hosts",
          "host.conf",
          "inputrc",
          "java-17-openjdk",
          "java-21-openjdk",
          "java-25-openjdk",
          "ld.so.cache",
          "ld.so.conf",
          "ld.so.conf.d",
          "localtime",
          "locale.alias",
          "magic",
          "maven",
          "mime.types",
          "nsswitch.conf",
          "os-release",
          "passwd",
          "pki",
          "profile",
          "profile.d",
          "protocols",
          "python3",
          "resolv.conf",
          "services",
          "shells",
          "ssl",
          "terminfo",
          "timezone");

  private final Path executable;

  /// @param executable the CLI's own file, which may be outside of the system's folders
  Bubblewrap(Path executable) {
    this.executable = executable;
  }

  @Override
  public List<String> around(SessionFolder folder, List<String> command) {
    var line = new ArrayList<String>(List.of("bwrap", "--unshare-all", "--share-net"));
    line.addAll(List.of("--die-with-parent", "--new-session", "--cap-drop", "ALL"));
    line.addAll(List.of("--hostname", "session"));
    SYSTEM.forEach(path -> line.addAll(List.of("--ro-bind-try", path, path)));
    ETC.forEach(name -> line.addAll(List.of("--ro-bind-try", "/etc/" + name, "/etc/" + name)));
    line.addAll(List.of("--proc", "/proc", "--dev", "/dev"));
    line.addAll(List.of("--tmpfs", "/run", "--tmpfs", "/var", "--dir", "/var/tmp"));
    resolver().forEach(path -> line.addAll(List.of("--ro-bind-try", path, path)));
    line.addAll(List.of("--bind", folder.tmp().toString(), "/tmp"));
    if (!within(executable, SYSTEM)) {
      var home = executable.resolveSibling(".").normalize().toString();
      line.addAll(List.of("--ro-bind", home, home));
    }
    for (var own : List.of(folder.home(), folder.config(), folder.workspace())) {
      line.addAll(List.of("--bind", own.toString(), own.toString()));
    }
    line.addAll(List.of("--chdir", folder.workspace().toString(), "--"));
    line.addAll(command);
    return line;
  }

  @Override
  public Path tmp(SessionFolder folder) {
    return Path.of("/tmp");
  }

  @Override
  public boolean holds() {
    return true;
  }

  @Override
  public String describe() {
    return "bubblewrap";
  }

  /// `/etc/resolv.conf` is often a link to below `/run`.
  private static List<String> resolver() {
    var file = Path.of("/etc/resolv.conf");
    try {
      var real = file.toRealPath();
      return real.equals(file) || !Files.exists(real) ? List.of() : List.of(real.toString());
    } catch (IOException absent) {
      return List.of();
    }
  }

  private static boolean within(Path path, List<String> folders) {
    return folders.stream().anyMatch(path::startsWith);
  }
}
