package flow.kv.web;

import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.Map;

/// An answer that is a problem. It is part of a call's contract, so it carries no stack trace.
public final class Refusal extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  private final Code code;
  private final transient Map<String, Object> members = new LinkedHashMap<>();

  /// @param detail one sentence for people: what was found and what is accepted
  public Refusal(Code code, String detail) {
    super(detail, null, false, false);
    this.code = code;
  }

  public static Refusal invalid(String detail) {
    return new Refusal(Code.VALIDATION_FAILED, detail);
  }

  /// Adds a member to the problem.
  public Refusal with(String member, Object value) {
    members.put(member, value);
    return this;
  }

  public Code code() {
    return code;
  }

  Map<String, Object> members() {
    return members;
  }
}
