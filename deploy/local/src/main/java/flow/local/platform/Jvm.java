package flow.local.platform;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How a service's program is run: unpacked by the launcher, with a small heap and a quick start.
///
/// @param application the unpacked jar
/// @param heapMegabytes the most its objects may take
record Jvm(Path application, int heapMegabytes) {

  /// The command, with a cache of loaded classes that may or may not be there.
  List<String> command() {
    return command("-XX:AOTCache=" + cache(), "-Xlog:aot=off", "-Xlog:cds=off");
  }

  /// A command that loads the classes, keeps them in this file, and ends before it serves anybody.
  List<String> rehearsal() {
    return command(
        "-XX:AOTCacheOutput=" + Rehearsal.draft(cache()), "-Dspring.context.exit=onRefresh");
  }

  Path cache() {
    return application.resolveSibling("application.aot");
  }

  private List<String> command(String... more) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xms24m",
            "-Xmx" + heapMegabytes + "m",
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseCompactObjectHeaders",
            "-XX:ReservedCodeCacheSize=48m",
            "-XX:MaxDirectMemorySize=64m",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dspring.jmx.enabled=false",
            "-Dspring.main.banner-mode=off"));
    command.addAll(List.of(more));
    command.addAll(List.of("-jar", application.toString()));
    return command;
  }
}
