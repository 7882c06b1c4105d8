package flow.slack.gateway.decide;

import flow.events.CommandId;
import flow.events.WorkletId;
import flow.slack.gateway.send.Messages.Place;
import flow.slack.gateway.thread.Threads;
import flow.slack.gateway.thread.Threads.Owned;
import flow.slack.gateway.worklet.Repository;
import flow.slack.gateway.worklet.WorkletRequests;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The first prompt of a thread: one that names a repository begins a worklet, any other a session.
@Component
class Beginnings {

  private final Threads threads;
  private final Prompts prompts;
  private final WorkletRequests worklets;

  Beginnings(Threads threads, Prompts prompts, WorkletRequests worklets) {
    this.threads = threads;
    this.prompts = prompts;
    this.worklets = worklets;
  }

  /// All of it belongs into a transaction.
  ///
  /// @param messageTs the prompt's own message; absent for a slash command
  /// @param seenTs the newest message of the thread
  Mono<Void> thread(
      CommandId id,
      Place place,
      String user,
      String prompt,
      @Nullable String messageTs,
      String seenTs) {
    return Repository.in(prompt)
        .map(repository ->
            threads
                .own(new Owned(place, user, new WorkletId(id.value())), seenTs)
                .then(worklets.create(id, place, user, repository)))
        .orElseGet(() ->
            threads
                .own(new Owned(place, user, null), seenTs)
                .then(prompts.submit(Prompts.session(place), id, place, user, prompt, messageTs)));
  }
}
