package flow.kv.entries;

import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How much a worklet may keep, unless its row in the database says otherwise.
///
/// @param keys how many entries
/// @param bytes how many bytes of values
@ConfigurationProperties("flow.kv.quota")
@Validated
public record Quota(
    @DefaultValue("1000000") @Positive long keys,
    @DefaultValue("1073741824") @Positive long bytes) {}
