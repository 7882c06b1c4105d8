package flow.local.kafka;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A broker and controller in one process, listening on the loopback address only.
public final class KafkaBroker {

  static final String READY = "Kafka is ready";

  private static final Logger LOG = LoggerFactory.getLogger(KafkaBroker.class);
  private static final int NODE = 1;

  /// The same at every start, so that an unformatted folder and a formatted one are treated alike.
  private static final String CLUSTER = "Zmxvdy1sb2NhbC1rYWZrYQ";

  private KafkaBroker() {}

  /// Runs the broker until the process is told to stop.
  ///
  /// @param arguments the folder of its data, and the port; none for a rehearsal, which ends at
  ///   once
  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 0) {
      rehearse();
      return;
    }
    var server = start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "shutdown"));
    LOG.info(READY);
    server.awaitShutdown();
  }

  private static void rehearse() throws Exception {
    var folder = Files.createTempDirectory("kafka-rehearsal");
    start(folder, freePort()).shutdown();
    Utils.delete(folder.toFile());
  }

  private static KafkaRaftServer start(Path folder, int port) throws Exception {
    format(folder);
    var server = new KafkaRaftServer(new KafkaConfig(settings(folder, port), false), Time.SYSTEM);
    server.startup();
    return server;
  }

  private static void format(Path folder) throws Exception {
    var formatter = new Formatter();
    formatter
        .setNodeId(NODE)
        .setClusterId(CLUSTER)
        .setDirectories(List.of(folder.toString()))
        .setMetadataLogDirectory(folder.toString())
        .setControllerListenerName("CONTROLLER")
        .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
        .setIgnoreFormatted(true)
        .run();
  }

  private static Map<String, Object> settings(Path folder, int port) throws Exception {
    var controller = "127.0.0.1:" + freePort();
    var settings = new HashMap<String, Object>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", NODE);
    settings.put("controller.quorum.voters", NODE + "@" + controller);
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put(
        "listeners", "PLAINTEXT://127.0.0.1:%d,CONTROLLER://%s".formatted(port, controller));
    settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("log.dirs", folder.toString());
    settings.put("auto.create.topics.enable", "false");
    settings.put("offsets.topic.num.partitions", "4");
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("transaction.state.log.num.partitions", "4");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("share.coordinator.state.topic.num.partitions", "1");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "4");
    settings.put("log.cleaner.dedupe.buffer.size", "4194304");
    settings.put("group.initial.rebalance.delay.ms", "0");
    // After a crash the controller waits this long before it takes the broker back.
    settings.put("broker.session.timeout.ms", "2000");
    settings.put("broker.heartbeat.interval.ms", "500");
    return settings;
  }

  private static int freePort() throws Exception {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
