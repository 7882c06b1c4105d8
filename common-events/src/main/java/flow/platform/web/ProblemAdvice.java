package flow.platform.web;

import io.r2dbc.spi.R2dbcException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.server.ServerWebInputException;

/// Every error as a problem with a code; nothing inside is shown outside.
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ProblemAdvice {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

  @ExceptionHandler
  ResponseEntity<Object> on(Throwable error) {
    return switch (error) {
      case Problem problem ->
          ResponseEntity.status(problem.getStatusCode())
              .headers(problem.getHeaders())
              .body(problem.getBody());
      case ServerWebInputException input ->
          answer(HttpStatus.BAD_REQUEST, "validation_failed", words(input));
      case ErrorResponse known ->
          answer(known.getStatusCode(), code(known.getStatusCode()), detail(known));
      case IllegalArgumentException unreadable ->
          answer(
              HttpStatus.BAD_REQUEST, "validation_failed", String.valueOf(unreadable.getMessage()));
      case R2dbcException _, DataAccessException _, TransactionException _, TimeoutException _ -> {
        LOG.warn("The database does not answer: {}", error.toString());
        yield answer(
            HttpStatus.SERVICE_UNAVAILABLE,
            "unavailable",
            "The database does not answer. Try again.");
      }
      default -> {
        LOG.error("An unexpected error", error);
        yield answer(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "internal",
            "Something went wrong; the log says what.");
      }
    };
  }

  private static String words(ServerWebInputException input) {
    Throwable cause = input;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof IllegalArgumentException && cause.getMessage() != null
        ? cause.getMessage()
        : String.valueOf(input.getReason());
  }

  private static String detail(ErrorResponse known) {
    var detail = known.getBody().getDetail();
    return detail == null ? "The request cannot be answered." : detail;
  }

  private static String code(HttpStatusCode status) {
    return switch (status.value()) {
      case 400 -> "validation_failed";
      case 401 -> "unauthorized";
      case 403 -> "forbidden";
      case 404 -> "not_found";
      case 405 -> "method_not_allowed";
      case 406 -> "not_acceptable";
      case 413 -> "value_too_large";
      case 415 -> "unsupported_media_type";
      case 429 -> "rate_limited";
      case 503 -> "unavailable";
      default -> status.is5xxServerError() ? "internal" : "invalid_request";
    };
  }

  private static ResponseEntity<Object> answer(HttpStatusCode status, String code, String detail) {
    return ResponseEntity.status(status).body(Problem.body(status, code, detail));
  }
}
