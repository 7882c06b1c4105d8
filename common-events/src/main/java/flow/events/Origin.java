package flow.events;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/// Where a prompt came from, and so where its answer belongs.
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface Origin {

  /// A Slack thread.
  ///
  /// @param team the workspace
  /// @param channel the channel or direct message
  /// @param threadTs the thread's root
  /// @param user who wrote the prompt
  /// @param messageTs the prompt's own message; absent for a slash command
  record Slack(
      String team, String channel, String threadTs, String user, @Nullable String messageTs)
      implements Origin {}

  /// The REST API; the answer is read there.
  ///
  /// @param caller who asked, in words for the log
  record Rest(String caller) implements Origin {}

  /// A prompt for a worklet: the worklet service waits for the turn's end.
  ///
  /// @param worklet whose sources the turn works on
  /// @param thread the Slack thread in which the answer is shown; absent when asked over REST
  record Worklet(WorkletId worklet, @Nullable Slack thread) implements Origin {}
}
