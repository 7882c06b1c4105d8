package flow.kv.entries;

import flow.kv.web.Call;
import flow.kv.web.Code;
import flow.kv.web.Refusal;

/// What outcomes mean to the caller.
public final class Outcomes {

  private Outcomes() {}

  /// The outcome, when the change was made or there was nothing to change.
  static Outcome require(Outcome outcome) {
    return switch (outcome.ending()) {
      case OK, CREATED, REPLACED, DELETED, ABSENT, REPEATED -> outcome;
      default -> throw refusal(outcome.ending(), outcome.version());
    };
  }

  /// The refusal of a change that could not be made.
  public static Refusal refusal(Outcome.Ending ending, long version) {
    return switch (ending) {
      case VERSION_MISMATCH ->
          new Refusal(
                  Code.VERSION_MISMATCH,
                  version == 0 ? "Nothing is kept under this key" : "The version is " + version)
              .with("version", version);
      case NOT_A_NUMBER ->
          new Refusal(Code.NOT_A_NUMBER, "The value is no number of up to 400 digits");
      case OUT_OF_RANGE ->
          new Refusal(Code.NOT_A_NUMBER, "The result has more than 400 digits or reaches 1e308");
      case NOT_A_STRING -> new Refusal(Code.NOT_A_STRING, "The value is no string");
      case VALUE_TOO_LARGE ->
          new Refusal(Code.VALUE_TOO_LARGE, "The value would be larger than 1,048,576 bytes");
      case QUOTA_EXCEEDED ->
          new Refusal(
              Code.QUOTA_EXCEEDED, "The worklet keeps as much as it may; deleting makes room");
      case REQUEST_REUSED ->
          new Refusal(Code.KEY_REUSED, "This Idempotency-Key was used for another call");
      case GONE -> new Refusal(Code.FORBIDDEN, "The worklet was deleted");
      case BUSY -> new Refusal(Code.UNAVAILABLE, "The worklet is busy. Try again");
      default -> throw new IllegalStateException("no refusal: " + ending);
    };
  }

  /// Tells in the answer's headers what the worklet uses.
  static void usage(Call call, Outcome outcome) {
    var usage = outcome.usage();
    if (usage.mostKeys() > 0) {
      var headers = call.response().getHeaders();
      headers.set("Flow-Quota-Keys", "used=" + usage.keys() + ", limit=" + usage.mostKeys());
      headers.set("Flow-Quota-Bytes", "used=" + usage.bytes() + ", limit=" + usage.mostBytes());
    }
  }
}
