/** What a failed call says about itself: the service's own code, or one of the two this client adds. */
export type KVErrorCode =
  | "VALIDATION_ERROR"
  | "CONNECTION_ERROR"
  | "key_not_found"
  | "version_mismatch"
  | "check_failed"
  | "not_a_number"
  | "not_a_string"
  | "value_too_large"
  | "quota_exceeded"
  | "unauthorized"
  | "forbidden"
  | "rate_limited"
  | "compacted"
  | "unexpected_answer"
  | (string & {});

/** The service's account of a failure (RFC 9457), with whatever members it adds. */
export interface KVProblem {
  readonly code?: string;
  readonly title?: string;
  readonly detail?: string;
  readonly status?: number;
  readonly [member: string]: unknown;
}

export interface KVErrorOptions {
  readonly cause?: unknown;
  readonly status?: number | undefined;
  readonly problem?: KVProblem | undefined;
  /** Milliseconds after which the service wants to be asked again. */
  readonly retryAfter?: number | undefined;
}

/** A call that failed; `code` says why, `problem` is what the service said. */
export class KVError extends Error {
  override readonly name: string = "KVError";
  readonly code: KVErrorCode;
  readonly status: number | undefined;
  readonly problem: KVProblem | undefined;
  readonly retryAfter: number | undefined;

  constructor(message: string, code: KVErrorCode, options: KVErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.status = options.status;
    this.problem = options.problem;
    this.retryAfter = options.retryAfter;
  }
}

/** The service could not be reached, did not answer in time, or cannot work now. */
export class KVConnectionError extends KVError {
  override readonly name = "KVConnectionError";

  constructor(message: string, options: KVErrorOptions = {}) {
    super(message, "CONNECTION_ERROR", options);
  }
}

/** The input breaks a rule; found here before anything is sent, or by the service. */
export class KVValidationError extends KVError {
  override readonly name = "KVValidationError";

  constructor(message: string, options: KVErrorOptions = {}) {
    super(message, "VALIDATION_ERROR", options);
  }
}

/** The error an answer other than 2xx stands for. */
export function answerError(status: number, headers: Headers, body: string, method: string): KVError {
  const problem = problemIn(body);
  const options = { status, problem, retryAfter: retryAfterIn(headers) };
  const message = problem?.detail ?? problem?.title ?? `the key-value service answered ${status}`;
  const code = typeof problem?.code === "string" ? problem.code : codeOf(status, method);
  if (code === "validation_failed") return new KVValidationError(message, options);
  if (code === "unavailable") return new KVConnectionError(message, options);
  return new KVError(message, code, options);
}

function problemIn(body: string): KVProblem | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === "object" && parsed !== null && !Array.isArray(parsed) ? (parsed as KVProblem) : undefined;
  } catch {
    return undefined; // an answer from something in between, such as a proxy's page
  }
}

/** The code of an answer without one: to `HEAD`, or by something between here and the service. */
function codeOf(status: number, method: string): KVErrorCode {
  if (status === 404 && method === "HEAD") return "key_not_found";
  switch (status) {
    case 400:
      return "validation_failed";
    case 401:
      return "unauthorized";
    case 403:
      return "forbidden";
    case 410:
      return "compacted";
    case 412:
      return "version_mismatch";
    case 413:
      return "value_too_large";
    case 429:
      return "rate_limited";
    case 502:
    case 503:
    case 504:
      return "unavailable";
    default:
      return "unexpected_answer";
  }
}

function retryAfterIn(headers: Headers): number | undefined {
  const text = headers.get("retry-after");
  if (text === null) return undefined;
  const seconds = Number(text);
  const milliseconds = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(text) - Date.now();
  return Number.isFinite(milliseconds) ? Math.max(0, milliseconds) : undefined;
}
