package flow.session.claude;

import java.nio.file.Path;
import java.util.List;

/// What stands between a CLI process and the machine.
interface Fence {

  /// The command line that runs this one inside, with the environment it is started in.
  List<String> around(SessionFolder folder, List<String> command);

  /// The folder for temporary files as the process sees it.
  Path tmp(SessionFolder folder);

  /// Whether it keeps the process from the rest of the machine.
  boolean holds();

  /// In words for the log and the health page.
  String describe();
}
