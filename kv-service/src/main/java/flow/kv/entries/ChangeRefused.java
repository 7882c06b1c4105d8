package flow.kv.entries;

import flow.kv.postgres.StatementRefused;
import flow.kv.web.Refusal;
import java.io.Serial;

/// One of several changes could not be made, so none was.
final class ChangeRefused extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  private final int index;
  private final Outcome.Ending ending;
  private final long version;

  private ChangeRefused(int index, Outcome.Ending ending, long version) {
    super(ending.toString(), null, false, false);
    this.index = index;
    this.ending = ending;
    this.version = version;
  }

  /// What `kv.apply` raised: the outcome as its message, the change's place from 1 and its version
  /// as its detail.
  static Throwable of(StatementRefused refused) {
    if (!refused.raised()) {
      return refused;
    }
    var placeAndVersion = refused.detail().split(" ", 2);
    return new ChangeRefused(
        Integer.parseInt(placeAndVersion[0]) - 1,
        Outcome.Ending.of(String.valueOf(refused.getMessage())),
        Long.parseLong(placeAndVersion[1]));
  }

  /// Which of the changes it was, from 0.
  int index() {
    return index;
  }

  Refusal refusal() {
    return Outcomes.refusal(ending, version);
  }
}
