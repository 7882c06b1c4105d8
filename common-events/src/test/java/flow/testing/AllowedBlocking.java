package flow.testing;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/// The few calls that block for so short a time that an event loop may make them.
public final class AllowedBlocking implements BlockHoundIntegration {

  @Override
  public void applyTo(BlockHound.Builder blockHound) {
    blockHound
        .allowBlockingCallsInside("java.util.UUID", "randomUUID") // reads /dev/urandom
        .allowBlockingCallsInside("java.security.SecureRandom", "nextBytes") // reads /dev/urandom
        .allowBlockingCallsInside("java.lang.ClassLoader", "loadClass") // once per class
        .allowBlockingCallsInside(
            "tools.jackson.databind.deser.DeserializerCache",
            "_createAndCacheValueDeserializer") // once per type
        .allowBlockingCallsInside(
            "io.netty.buffer.AdaptivePoolingAllocator$MagazineGroup",
            "tryExpandMagazines") // a short lock, a few times in a process's life
        .allowBlockingCallsInside(
            "ch.qos.logback.core.OutputStreamAppender", "writeBytes") // the log
        .allowBlockingCallsInside(
            "org.apache.kafka.clients.producer.KafkaProducer", "doSend") // bounded by max.block.ms
        .allowBlockingCallsInside(
            "java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue",
            "offer"); // a short lock
  }
}
