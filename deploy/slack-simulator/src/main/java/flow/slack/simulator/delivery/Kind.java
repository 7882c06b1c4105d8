package flow.slack.simulator.delivery;

/// What an envelope carries. Only events are delivered again when nobody acknowledges them.
public enum Kind {
  EVENT("events_api", false),
  COMMAND("slash_commands", true),
  INTERACTION("interactive", true);

  private final String type;
  private final boolean acceptsResponse;

  Kind(String type, boolean acceptsResponse) {
    this.type = type;
    this.acceptsResponse = acceptsResponse;
  }

  String type() {
    return type;
  }

  boolean acceptsResponse() {
    return acceptsResponse;
  }
}
