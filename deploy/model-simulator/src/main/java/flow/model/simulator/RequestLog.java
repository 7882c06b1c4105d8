package flow.model.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// Keeps the latest requests and streamed answers for tests to look at.
final class RequestLog {

  private static final int KEPT = 500;

  private final Deque<RecordedRequest> requests = new ArrayDeque<>();
  private final Deque<Streamed> streamed = new ArrayDeque<>();

  synchronized void add(RecordedRequest request) {
    if (requests.size() == KEPT) {
      requests.removeFirst();
    }
    requests.addLast(request);
  }

  synchronized void add(Streamed answer) {
    if (streamed.size() == KEPT) {
      streamed.removeFirst();
    }
    streamed.addLast(answer);
  }

  synchronized List<Streamed> streamed() {
    return List.copyOf(streamed);
  }

  synchronized List<RecordedRequest> requests() {
    return List.copyOf(requests);
  }
}
