package flow.slack.gateway.render;

import flow.events.TurnId;
import flow.slack.gateway.send.Messages.Place;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A stored turn with everything its messages show.
///
/// @param ordinal its place among the turns
/// @param texts what its text blocks say
/// @param revision grows with every change
/// @param said when the newest of it was said
record TurnRow(
    TurnId id,
    Place place,
    String starter,
    long ordinal,
    Turn turn,
    Map<Integer, String> texts,
    List<Break> breaks,
    boolean repeatable,
    boolean stopping,
    boolean followed,
    long revision,
    @Nullable Instant said) {}
