package flow.events.kafka;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How a service reaches Kafka.
///
/// @param brokers the brokers to ask first, as `host:port`
/// @param group the consumer group whose progress the service's instances share
/// @param partitions of a topic that does not exist yet; never changed later, since keys would move
/// @param retention how long a topic keeps its records
/// @param firstBackoff the pause before a failing handler is tried again; it grows fivefold twice,
///   then the record is given up
@ConfigurationProperties("flow.kafka")
@Validated
public record KafkaSettings(
    @NotEmpty @DefaultValue("localhost:9092") List<@NotBlank String> brokers,
    @NotBlank String group,
    @DefaultValue("12") @Min(1) @Max(200) int partitions,
    @DefaultValue("7d") Duration retention,
    @DefaultValue("200ms") Duration firstBackoff) {}
