package flow.model.simulator;

/// An error as the API words it.
///
/// @param retryAfter seconds, 0 means the header is absent
record Refusal(int status, String type, String message, int retryAfter) {

  static Refusal of(int status, int retryAfter) {
    return switch (status) {
      case 400 -> new Refusal(400, "invalid_request_error", "This request was told to fail.", 0);
      case 401 -> unauthorized("invalid x-api-key");
      case 403 -> new Refusal(403, "permission_error", "This key may not use this resource.", 0);
      case 404 -> new Refusal(404, "not_found_error", "Not found.", 0);
      case 413 -> new Refusal(413, "request_too_large", "Request exceeds the maximum size.", 0);
      case 429 ->
          new Refusal(
              429, "rate_limit_error", "This request would exceed your rate limit.", retryAfter);
      case 529 -> new Refusal(529, "overloaded_error", "Overloaded", retryAfter);
      default -> new Refusal(status, "api_error", "Internal server error", retryAfter);
    };
  }

  static Refusal unauthorized(String message) {
    return new Refusal(401, "authentication_error", message, 0);
  }

  static Refusal invalid(String message) {
    return new Refusal(400, "invalid_request_error", message, 0);
  }
}
