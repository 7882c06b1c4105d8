package flow.kv.web;

import java.util.UUID;

/// Who calls.
public sealed interface Caller {

  boolean may(Access access, UUID worklet);

  /// Runs the platform, and may do everything.
  record Operator() implements Caller {

    @Override
    public boolean may(Access access, UUID worklet) {
      return true;
    }
  }

  /// A worklet, which may use its own store.
  ///
  /// @param writes false for a read-only token
  record Worklet(UUID id, boolean writes) implements Caller {

    @Override
    public boolean may(Access access, UUID worklet) {
      return id.equals(worklet)
          && switch (access) {
            case READ -> true;
            case WRITE -> writes;
            case OPERATE -> false;
          };
    }
  }
}
