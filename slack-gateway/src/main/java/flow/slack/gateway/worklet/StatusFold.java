package flow.slack.gateway.worklet;

import flow.events.WorkletEvent;
import flow.events.WorkletEvent.BuildFinished;
import flow.events.WorkletEvent.BuildOutput;
import flow.events.WorkletEvent.BuildStarted;
import flow.events.WorkletEvent.Changed;
import flow.events.WorkletEvent.Created;
import flow.events.WorkletEvent.Deleted;
import flow.events.WorkletEvent.ExpiresSoon;
import flow.events.WorkletEvent.Extended;
import flow.events.WorkletEvent.Failed;
import flow.events.WorkletEvent.Live;
import flow.events.WorkletEvent.Paused;
import flow.events.WorkletEvent.PullRequestOpened;
import flow.events.WorkletEvent.Queued;
import flow.events.WorkletEvent.Refused;
import flow.events.WorkletEvent.Resumed;
import flow.events.WorkletEvent.Stopped;
import flow.slack.gateway.worklet.Status.About;
import flow.slack.gateway.worklet.Status.Build;
import flow.slack.gateway.worklet.Status.Expiry;
import flow.slack.gateway.worklet.Status.State;
import flow.slack.gateway.worklet.Status.Trouble;

/// What is known about a worklet after an event. An event that was seen before changes nothing.
final class StatusFold {

  private StatusFold() {}

  static Status of(Status known, WorkletEvent event) {
    if (event instanceof BuildOutput || event.seq() <= known.seq()) {
      return known;
    }
    return switch (event) {
      case Created created -> created(known, created);
      case Queued queued -> known.in(State.QUEUED, event.seq(), queued.ahead());
      case BuildStarted _ -> known.in(State.BUILDING, event.seq(), 0);
      case BuildFinished finished -> finished(known, finished);
      case Live live -> live(known, live);
      case Failed failed -> failed(known, failed);
      case Paused _ -> known.in(State.PAUSED, event.seq(), 0);
      case Resumed _ -> known.in(State.LIVE, event.seq(), 0);
      case Stopped _ -> known.in(State.STOPPED, event.seq(), 0);
      case ExpiresSoon soon -> expires(known, event, new Expiry(soon.expires(), true));
      case Extended extended -> expires(known, event, new Expiry(extended.expires(), false));
      case PullRequestOpened opened -> opened(known, opened);
      case Deleted _ -> known.in(State.DELETED, event.seq(), 0);
      case Refused _, Changed _, BuildOutput _ ->
          known.in(known.state(), event.seq(), known.ahead());
    };
  }

  private static Status created(Status known, Created event) {
    var about = new About(event.name(), event.repository(), event.branch(), event.url());
    return new Status(
        State.CREATED, event.seq(), 0, about, known.version(), null, null, null, null);
  }

  private static Status finished(Status known, BuildFinished event) {
    return new Status(
        State.STARTING,
        event.seq(),
        0,
        known.about(),
        known.version(),
        new Build(event.stack(), event.commit()),
        known.trouble(),
        known.pullRequest(),
        known.expiry());
  }

  private static Status live(Status known, Live event) {
    var was = known.about();
    return new Status(
        State.LIVE,
        event.seq(),
        0,
        new About(was.name(), was.repository(), was.branch(), event.url()),
        event.version(),
        known.build(),
        null,
        known.pullRequest(),
        known.expiry());
  }

  private static Status failed(Status known, Failed event) {
    return new Status(
        State.FAILED,
        event.seq(),
        0,
        known.about(),
        known.version(),
        known.build(),
        new Trouble(event.cause(), event.remedy(), event.serving()),
        known.pullRequest(),
        known.expiry());
  }

  private static Status expires(Status known, WorkletEvent event, Expiry expiry) {
    return new Status(
        known.state(),
        event.seq(),
        known.ahead(),
        known.about(),
        known.version(),
        known.build(),
        known.trouble(),
        known.pullRequest(),
        expiry);
  }

  private static Status opened(Status known, PullRequestOpened event) {
    return new Status(
        known.state(),
        event.seq(),
        known.ahead(),
        known.about(),
        known.version(),
        known.build(),
        known.trouble(),
        event.url(),
        known.expiry());
  }
}
