package flow.kv.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How much a worklet keeps, as the operator sees it.
@JsonInclude(JsonInclude.Include.NON_NULL)
record StoreUse(
    UUID id,
    long keys,
    long bytes,
    long namespaces,
    @Nullable Instant updatedAt,
    @Nullable Instant deletedAt) {}
