package flow.benchmark.stream;

import flow.slack.simulator.SlackSimulator;
import flow.slack.simulator.workspace.Message;
import java.util.List;

/// Something that answers `/flow` in a workspace of its own.
interface Contender extends AutoCloseable {

  String name();

  SlackSimulator slack();

  /// The first of its processes; the others are below it.
  ProcessHandle process();

  /// Whether a thread will not change any more.
  ///
  /// @param whole whether it shows the whole answer
  boolean isFinished(List<Message> thread, boolean whole);

  @Override
  void close();
}
