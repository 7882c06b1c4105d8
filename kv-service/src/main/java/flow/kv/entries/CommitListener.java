package flow.kv.entries;

import java.util.UUID;

/// Is told at once which worklets this instance has changed. What other instances change it has to
/// find out itself.
public interface CommitListener {

  void committed(UUID worklet);
}
