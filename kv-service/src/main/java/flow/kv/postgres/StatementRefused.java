package flow.kv.postgres;

import java.io.Serial;

/// The database understood a statement and refused it: because of its data, or because the function
/// it calls raised so.
public final class StatementRefused extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  private final String state;
  private final String detail;

  public StatementRefused(String state, String message, String detail) {
    super(message, null, false, false);
    this.state = state;
    this.detail = detail;
  }

  /// Whether one of the store's own functions raised it.
  public boolean raised() {
    return state.equals("KV001");
  }

  public String detail() {
    return detail;
  }
}
