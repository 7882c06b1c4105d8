package flow.slack.simulator;

import static org.awaitility.Awaitility.await;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.socket_mode.SocketModeClient;
import com.slack.api.socket_mode.SocketModeClient.Backend;
import com.slack.api.socket_mode.request.EventsApiEnvelope;
import com.slack.api.socket_mode.request.InteractiveEnvelope;
import com.slack.api.socket_mode.request.SlashCommandsEnvelope;
import com.slack.api.socket_mode.response.AckResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// An app built on the real Slack SDK.
final class App implements AutoCloseable {

  final List<EventsApiEnvelope> events = new CopyOnWriteArrayList<>();
  final List<SlashCommandsEnvelope> commands = new CopyOnWriteArrayList<>();
  final List<InteractiveEnvelope> interactions = new CopyOnWriteArrayList<>();
  final List<String> frames = new CopyOnWriteArrayList<>();
  final Slack slack;
  final MethodsClient methods;
  private final SlackSimulator simulator;
  private final List<SocketModeClient> sockets = new ArrayList<>();
  volatile boolean acknowledges = true;
  volatile @Nullable String commandAnswer;

  App(SlackSimulator simulator) {
    this.simulator = simulator;
    var config = new SlackConfig();
    config.setMethodsEndpointUrlPrefix(simulator.apiUrl());
    config.setProxyUrl(null);
    slack = Slack.getInstance(config);
    methods = slack.methods(simulator.botToken());
  }

  void connect() throws IOException {
    var socket = slack.socketMode(simulator.appToken(), Backend.JavaWebSocket);
    socket.addWebSocketMessageListener(frames::add);
    socket.addEventsApiEnvelopeListener(envelope -> received(socket, envelope));
    socket.addSlashCommandsEnvelopeListener(envelope -> received(socket, envelope));
    socket.addInteractiveEnvelopeListener(envelope -> {
      interactions.add(envelope);
      acknowledge(socket, envelope.getEnvelopeId());
    });
    sockets.add(socket);
    socket.connect();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> frames.stream().filter(f -> f.contains("\"hello\"")).count() >= sockets.size());
  }

  /// The events of a type, in the order they came.
  List<JsonElement> events(String type) {
    return events.stream()
        .map(envelope -> envelope.getPayload().getAsJsonObject().get("event"))
        .filter(event -> event.getAsJsonObject().get("type").getAsString().equals(type))
        .toList();
  }

  @Override
  public void close() throws IOException {
    for (var socket : sockets) {
      socket.close();
    }
  }

  private void received(SocketModeClient socket, EventsApiEnvelope envelope) {
    events.add(envelope);
    acknowledge(socket, envelope.getEnvelopeId());
  }

  private void received(SocketModeClient socket, SlashCommandsEnvelope envelope) {
    commands.add(envelope);
    var answer = commandAnswer;
    if (answer == null) {
      acknowledge(socket, envelope.getEnvelopeId());
    } else {
      var payload = new JsonObject();
      payload.addProperty("text", answer);
      var response = new JsonObject();
      response.addProperty("envelope_id", envelope.getEnvelopeId());
      response.add("payload", payload);
      socket.sendWebSocketMessage(response.toString());
    }
  }

  private void acknowledge(SocketModeClient socket, String envelope) {
    if (acknowledges) {
      socket.sendSocketModeResponse(AckResponse.builder().envelopeId(envelope).build());
    }
  }
}
