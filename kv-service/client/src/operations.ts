import { KVValidationError } from "./errors.js";
import { objectText } from "./requests.js";
import type { KVJson } from "./settings.js";
import type { KVCheck, KVOperation, KVTransaction } from "./types.js";
import { checkKey, checkList, checkNamespace, checkNumber, checkText, checkTtl, checkWhole, encode } from "./validation.js";

/** An operation of `:commit`, as JSON text; its value was encoded when the call was made. */
export function operationText(
  op: "put" | "delete" | "increment" | "append" | "touch",
  namespace: string,
  key: string,
  members: Record<string, string | undefined> = {},
): string {
  const given = Object.entries(members).filter((member): member is [string, string] => member[1] !== undefined);
  return objectText([["op", quoted(op)], ["ns", quoted(namespace)], ["key", quoted(key)], ...given]);
}

export function commitBody(operations: readonly string[], checks: readonly string[] = []): string {
  return `{"checks":[${checks.join(",")}],"operations":[${operations.join(",")}]}`;
}

/** A check of `:commit`; null stands for "there is none". */
export function conditionText(namespace: string, key: string, version: number | null): string {
  return JSON.stringify({ ns: namespace, key, version });
}

/** A transaction as a caller wrote it, checked and encoded. */
export function transactionBody({ checks = [], operations }: KVTransaction, json: KVJson | undefined): string {
  return commitBody(
    checkList("operations", operations).map((operation) => encoded(operation, json)),
    checkList("checks", checks).map(encodedCheck),
  );
}

function encodedCheck({ namespace, key, version }: KVCheck): string {
  if (version !== null) checkWhole("version", version, 0);
  return conditionText(checkNamespace(namespace), checkKey(key), version);
}

function encoded(operation: KVOperation, json: KVJson | undefined): string {
  const namespace = checkNamespace(operation.namespace);
  const key = checkKey(operation.key);
  switch (operation.type) {
    case "set":
      return operationText("put", namespace, key, {
        value: encode(operation.value, json),
        ttl: seconds(operation.ttl),
      });
    case "delete":
      return operationText("delete", namespace, key);
    case "increment": {
      const { delta = 1, min, max, ttl } = operation;
      const members = {
        delta: number("delta", delta),
        min: number("min", min),
        max: number("max", max),
        ttl: seconds(ttl),
      };
      return operationText("increment", namespace, key, members);
    }
    case "append": {
      const value = quoted(checkText("value", operation.value));
      return operationText("append", namespace, key, { value, ttl: seconds(operation.ttl) });
    }
    case "touch":
      return operationText("touch", namespace, key, { ttl: operation.ttl === null ? "null" : seconds(operation.ttl) });
    default:
      throw new KVValidationError(`operation: unknown type ${String((operation as { type: unknown }).type)}`);
  }
}

function number(what: string, value: number | undefined): string | undefined {
  return value === undefined ? undefined : String(checkNumber(what, value));
}

function seconds(ttl: number | undefined): string | undefined {
  return ttl === undefined ? undefined : String(checkTtl(ttl));
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
