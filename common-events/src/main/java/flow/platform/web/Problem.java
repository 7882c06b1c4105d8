package flow.platform.web;

import java.net.URI;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/// An answer that is an error, as RFC 9457 writes it, with a stable `code` for programs.
public class Problem extends ErrorResponseException {

  private static final long serialVersionUID = 1L;

  private final String code;

  /// @param code stable, such as `key_not_found`
  /// @param detail one sentence for people: what was found and what is accepted
  public Problem(HttpStatusCode status, String code, String detail) {
    super(status, body(status, code, detail), null);
    this.code = code;
  }

  public String code() {
    return code;
  }

  /// Adds a member to the answer's body.
  public Problem with(String member, Object value) {
    getBody().setProperty(member, value);
    return this;
  }

  static ProblemDetail body(HttpStatusCode status, String code, String detail) {
    var body = ProblemDetail.forStatusAndDetail(status, detail);
    body.setType(URI.create("about:blank"));
    body.setProperty("code", code);
    return body;
  }
}
