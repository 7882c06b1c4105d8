package flow.local.kafka;

import flow.local.process.ChildSpec;
import flow.local.process.ChildSpec.Ending;
import flow.local.process.ChildSpec.Layer;
import flow.local.process.ChildSpec.Preparation;
import flow.local.process.ChildSpec.Program;
import flow.local.process.Readiness;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A durable Kafka broker on the loopback address, in a process of its own.
///
/// @param folder where its data and its password live
/// @param port where it listens
public record LocalKafkaServer(Path folder, int port) {

  public String brokers() {
    return "127.0.0.1:" + port;
  }

  public ChildSpec spec() {
    var command =
        command(
            List.of("-XX:AOTCache=" + cache(), "-Xlog:aot=off", "-Xlog:cds=off"),
            List.of(folder.resolve("kafka").toString(), Integer.toString(port)));
    return new ChildSpec(
        "kafka",
        port,
        Layer.BROKER,
        new Program(command, List.of(), environment(), folder),
        new Readiness.Line(KafkaBroker.READY),
        Ending.within(Duration.ofSeconds(20)),
        Preparation.NONE);
  }

  /// Where the broker's JVM looks for what it learned in a rehearsal.
  public Path cache() {
    var classPath = System.getProperty("java.class.path").split(File.pathSeparator, 2);
    return Path.of(classPath[0]).resolveSibling("kafka.aot");
  }

  /// A start with no data that ends by itself and leaves what its JVM learned in a file.
  public Program rehearsal(Path draft) {
    var command = command(List.of("-XX:AOTCacheOutput=" + draft), List.of());
    return new Program(command, List.of(), environment(), folder);
  }

  private static List<String> command(List<String> options, List<String> arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xms64m",
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseCompactObjectHeaders",
            "-XX:ReservedCodeCacheSize=32m",
            "-XX:MaxDirectMemorySize=64m",
            "-XX:+ExitOnOutOfMemoryError",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-Dorg.slf4j.simpleLogger.log.flow=info",
            "-Dorg.slf4j.simpleLogger.showDateTime=true",
            "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd HH:mm:ss.SSS"));
    command.addAll(options);
    command.add(KafkaBroker.class.getName());
    command.addAll(arguments);
    return command;
  }

  /// The class path goes through the environment: it is too long for a list of processes.
  private static Map<String, String> environment() {
    return Map.of(
        "PATH", "/usr/bin:/bin",
        "CLASSPATH", System.getProperty("java.class.path"),
        "MALLOC_ARENA_MAX", "2");
  }
}
