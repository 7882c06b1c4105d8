package flow.kv.postgres;

import java.io.Serial;

/// The database did not answer, or not in time. What was written may have been kept.
public final class StoreUnavailable extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  public StoreUnavailable(String what, Throwable cause) {
    super(what, cause, false, false);
  }
}
