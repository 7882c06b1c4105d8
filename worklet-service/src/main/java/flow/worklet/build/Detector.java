package flow.worklet.build;

import flow.worklet.source.Tree;
import java.util.Optional;

/// Recognises one stack and writes the instructions to build it.
interface Detector {

  Stack stack();

  /// What this stack is recognised by, for the answer when nothing was recognised.
  String signs();

  /// The instructions, or nothing when the sources are something else.
  Optional<String> dockerfile(Tree tree, FlowYaml wishes);
}
