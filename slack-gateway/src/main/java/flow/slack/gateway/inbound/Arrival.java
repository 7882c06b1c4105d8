package flow.slack.gateway.inbound;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/// Something a person did in Slack that Flow has to do something about.
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface Arrival {

  String team();

  String channel();

  String user();

  /// What tells it apart from everything else: the same twice is a repeated delivery.
  @JsonIgnore
  String dedupe();

  /// Whose order it belongs to.
  @JsonIgnore
  String thread();

  /// Its place in that order.
  @JsonIgnore
  String place();

  /// A slash command.
  ///
  /// @param text as typed behind the command
  /// @param responseUrl where its caller can be answered
  record Command(
      String team,
      String channel,
      String channelName,
      String user,
      String text,
      String responseUrl,
      String trigger)
      implements Arrival {

    @Override
    public String dedupe() {
      return "command " + trigger;
    }

    @Override
    public String thread() {
      return "command " + trigger;
    }

    @Override
    public String place() {
      return "0";
    }
  }

  /// A message.
  ///
  /// @param threadTs the root it answers; absent for one that stands for itself
  /// @param direct whether it was written to the bot alone
  /// @param mentions whether it names the bot
  /// @param toBot whether the thread's root is the bot's own message
  record Said(
      String team,
      String channel,
      String user,
      String text,
      String ts,
      @Nullable String threadTs,
      boolean direct,
      boolean mentions,
      boolean toBot)
      implements Arrival {

    @JsonIgnore
    public String root() {
      return threadTs == null ? ts : threadTs;
    }

    @Override
    public String place() {
      return ts;
    }

    @Override
    public String dedupe() {
      return "message " + team + "/" + channel + "/" + ts;
    }

    @Override
    public String thread() {
      return team + "/" + channel + "/" + root();
    }
  }

  /// A pressed button.
  ///
  /// @param trigger opens a dialog for a few seconds
  /// @param reason what was written in the dialog, for a button that asks
  record Clicked(
      String team,
      String channel,
      String user,
      String action,
      String value,
      @Nullable String threadTs,
      String clickedTs,
      String trigger,
      @Nullable String reason)
      implements Arrival {

    @Override
    public String dedupe() {
      return "click " + trigger + " " + action;
    }

    /// Buttons wait for nothing: `Stop` must not stand behind a message.
    @Override
    public String thread() {
      return "click " + trigger;
    }

    @Override
    public String place() {
      return clickedTs;
    }
  }
}
