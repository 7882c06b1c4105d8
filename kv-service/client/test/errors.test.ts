import assert from "node:assert/strict";
import { test } from "node:test";
import { answerError, KVConnectionError, KVError, KVValidationError } from "../src/errors.js";

const none = new Headers();

test("makes the error an answer stands for", () => {
  const problem = JSON.stringify({
    title: "Conflict",
    status: 409,
    detail: "n/k holds text",
    code: "not_a_number",
    key: "k",
  });

  const error = answerError(409, none, problem, "POST");

  assert.ok(error instanceof KVError);
  assert.deepEqual(
    [error.name, error.code, error.status, error.message],
    ["KVError", "not_a_number", 409, "n/k holds text"],
  );
  assert.equal(error.problem?.["key"], "k");
});

test("has classes for what is wrong with the input and with the way there", () => {
  const invalid = answerError(400, none, '{"code":"validation_failed","detail":"key: too long"}', "GET");
  const away = answerError(503, new Headers({ "retry-after": "2" }), "", "GET");

  assert.ok(invalid instanceof KVValidationError && invalid instanceof KVError && invalid instanceof Error);
  assert.deepEqual([invalid.name, invalid.code], ["KVValidationError", "VALIDATION_ERROR"]);
  assert.ok(away instanceof KVConnectionError && away instanceof KVError);
  assert.deepEqual([away.name, away.code, away.retryAfter], ["KVConnectionError", "CONNECTION_ERROR", 2000]);
});

test("knows the code of answers that do not name one", () => {
  const code = (status: number, method = "GET"): string => answerError(status, none, "<html>", method).code;

  assert.equal(code(404, "HEAD"), "key_not_found");
  assert.equal(code(404), "unexpected_answer");
  assert.equal(code(412), "version_mismatch");
  assert.equal(code(401), "unauthorized");
  assert.equal(code(502), "CONNECTION_ERROR");
  assert.equal(code(418), "unexpected_answer");
  assert.equal(answerError(409, none, '["code"]', "GET").code, "unexpected_answer");
  assert.equal(answerError(409, none, '{"code":7}', "GET").code, "unexpected_answer");
});
