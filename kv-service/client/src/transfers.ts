import { KVValidationError } from "./errors.js";
import { objectText, parsed, post } from "./requests.js";
import type { KVJson } from "./settings.js";
import type { Transport } from "./transport.js";
import type { KVImportOptions, KVImportReport } from "./types.js";
import { checkKey, checkNamespace, checkRecord, encode } from "./validation.js";

type Data = Record<string, Record<string, unknown>>;

/** Moves a worklet's data as a whole. */
export class Transfers {
  constructor(
    private readonly transport: Transport,
    private readonly json: KVJson | undefined,
  ) {}

  async exportData(signal: AbortSignal): Promise<Data> {
    const headers = { accept: "application/json" };
    const answer = await this.transport.send({ method: "GET", path: ":export", headers, repeatable: true }, signal);
    const { json } = this;
    return json === undefined ? parsed<Data>(answer) : parsed<Data>(answer, (text) => json.parse(text));
  }

  /** The data as JSON text, checked key by key and value by value. */
  encode(data: unknown): string {
    return objectText(
      checkRecord("data", data).map(([namespace, values]) => {
        checkNamespace(namespace);
        const entries = checkRecord(`data of ${namespace}`, values).map(([key, value]) => {
          return [checkKey(key), this.#value(namespace, key, value)] as const;
        });
        return [namespace, objectText(entries)] as const;
      }),
    );
  }

  async importData(text: string, options: KVImportOptions, signal: AbortSignal): Promise<KVImportReport> {
    const { conflict, dryRun } = options;
    // A second run would meet the keys of the first: only overwriting has the same effect again.
    const repeatable = dryRun === true || conflict === undefined || conflict === "overwrite";
    const request = { ...post(":import", text, repeatable), query: { conflict, dryRun } };
    return parsed<KVImportReport>(await this.transport.send(request, signal));
  }

  #value(namespace: string, key: string, value: unknown): string {
    try {
      return encode(value, this.json);
    } catch (cause) {
      if (!(cause instanceof KVValidationError)) throw cause;
      throw new KVValidationError(`${namespace}/${key}: ${cause.message}`, { cause });
    }
  }
}
