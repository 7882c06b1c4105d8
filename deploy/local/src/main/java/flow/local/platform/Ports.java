package flow.local.platform;

/// Where the processes listen.
///
/// @param gateway slack-gateway, for Slack over HTTP
/// @param session session-service
/// @param worklet worklet-service and the previews
/// @param kv kv-service
/// @param simulator the Slack simulator and its page
/// @param model the offline model
/// @param kafka the embedded broker
/// @param postgres the embedded database
record Ports(
    int gateway,
    int session,
    int worklet,
    int kv,
    int simulator,
    int model,
    int kafka,
    int postgres) {

  private static final int HIGHEST = 65535;

  static Ports of(Configuration configuration) {
    return new Ports(
        port(configuration, "FLOW_GATEWAY_PORT", 8080),
        port(configuration, "FLOW_SESSION_PORT", 8081),
        port(configuration, "FLOW_WORKLET_PORT", 8082),
        port(configuration, "FLOW_KV_PORT", 8083),
        port(configuration, "FLOW_SIMULATOR_PORT", 8090),
        port(configuration, "FLOW_MODEL_PORT", 8091),
        port(configuration, "FLOW_KAFKA_PORT", 9092),
        port(configuration, "FLOW_POSTGRES_PORT", 5433));
  }

  private static int port(Configuration configuration, String variable, int standard) {
    return configuration.value(variable).map(text -> parse(variable, text)).orElse(standard);
  }

  private static int parse(String variable, String text) {
    if (!text.matches("[0-9]{1,5}")
        || Integer.parseInt(text) == 0
        || Integer.parseInt(text) > HIGHEST) {
      throw new IllegalArgumentException(
          "%s: %s is not a port (accepted: 1 to %d)".formatted(variable, text, HIGHEST));
    }
    return Integer.parseInt(text);
  }
}
