package flow.slack.gateway.send;

/// What a message says.
///
/// @param text for notifications, and for clients that show no blocks
/// @param blocks Slack's blocks, as a JSON array
public record Body(String text, String blocks) {}
