package flow.slack.gateway.render;

/// Where a message ended because it was full and the next one began. Once made, a break stays where
/// it is, so that messages which were shown do not change their shape.
///
/// @param block in which block it is, or before which when the offset is 0
record Break(int block, Resume resume) {}
