package flow.worklet.engine;

import flow.events.WorkletId;
import org.jspecify.annotations.Nullable;

/// Something in the engine that carries Flow's labels.
///
/// @param reference names it to the engine
/// @param worklet whose it is; absent for what all worklets share
/// @param version which version's it is; absent for what all versions share
/// @param state what a container does; absent for everything else
/// @param stale whether it is left from data that was thrown away
/// @param bytes what an image takes of the disk, parts it shares with others included
public record Resource(
    Kind kind,
    String reference,
    @Nullable WorkletId worklet,
    @Nullable Integer version,
    Workload.@Nullable State state,
    boolean stale,
    long bytes) {

  public enum Kind {
    CONTAINER,
    NETWORK,
    IMAGE,
    /// An image without a name: what a broken build left, kept as its cache.
    LAYER
  }
}
