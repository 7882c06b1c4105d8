package flow.kv.web;

import java.util.Locale;

/// Why a call was refused: the `code` of a problem, and its HTTP status.
public enum Code {
  VALIDATION_FAILED(400),
  UNAUTHORIZED(401),
  FORBIDDEN(403),
  KEY_NOT_FOUND(404),
  NOT_FOUND(404),
  METHOD_NOT_ALLOWED(405),
  CHECK_FAILED(409),
  NOT_A_NUMBER(409),
  NOT_A_STRING(409),
  COMPACTED(410),
  VERSION_MISMATCH(412),
  VALUE_TOO_LARGE(413),
  QUOTA_EXCEEDED(413),
  KEY_REUSED(422),
  RATE_LIMITED(429),
  UNAVAILABLE(503);

  private final int status;
  private final String text = name().toLowerCase(Locale.ROOT);

  Code(int status) {
    this.status = status;
  }

  public int status() {
    return status;
  }

  @Override
  public String toString() {
    return this == KEY_REUSED ? VALIDATION_FAILED.text : text;
  }
}
