import { parsed } from "./requests.js";
import type { Transport } from "./transport.js";
import type { components } from "./api.js";
import type { KVListOptions, KVPage, KVPageOptions, KVStats } from "./types.js";
import { checkNamespace, checkText, checkWhole } from "./validation.js";

type Schemas = components["schemas"];

/** What the service gives at once, however much is asked for. */
const MOST_A_PAGE = 10_000;

/** Lists of keys and namespaces. */
export class Lists {
  constructor(private readonly transport: Transport) {}

  async stats(signal: AbortSignal): Promise<KVStats> {
    const answer = await this.transport.send({ method: "GET", path: ":stats", repeatable: true }, signal);
    const stats = parsed<Schemas["Stats"]>(answer);
    return { ...stats, storageSize: stats.storageBytes };
  }

  async namespaces(signal: AbortSignal): Promise<string[]> {
    const answer = await this.transport.send({ method: "GET", path: "", repeatable: true }, signal);
    return parsed<{ namespaces: string[] }>(answer).namespaces;
  }

  async page(namespace: string, options: KVPageOptions, signal: AbortSignal): Promise<KVPage> {
    if (options.limit !== undefined) checkWhole("limit", options.limit, 1);
    const { keys, cursor } = await this.#keyPage(namespace, options, signal);
    return { keys, cursor: cursor ?? undefined };
  }

  /** Keys of one namespace or of all, past `offset`, up to `limit`. */
  async list(options: KVListOptions, signal: AbortSignal): Promise<string[]> {
    const { offset, wanted, namespace, prefix, pattern } = checked(options);
    const namespaces = namespace === undefined ? await this.namespaces(signal) : [namespace];
    const found: string[] = [];
    for (const each of namespaces) {
      let cursor: string | undefined;
      do {
        const missing = wanted - found.length;
        if (missing <= 0) return found.slice(offset);
        const page = await this.page(each, { prefix, pattern, cursor, limit: Math.min(missing, MOST_A_PAGE) }, signal);
        found.push(...page.keys);
        cursor = page.cursor;
      } while (cursor !== undefined);
    }
    return found.slice(offset);
  }

  async #keyPage(namespace: string, options: KVPageOptions, signal: AbortSignal): Promise<Schemas["KeyPage"]> {
    const { prefix, pattern, limit, cursor } = options;
    const query = { prefix, pattern, limit, cursor };
    const answer = await this.transport.send({ method: "GET", path: `/${namespace}`, query, repeatable: true }, signal);
    return parsed<Schemas["KeyPage"]>(answer);
  }
}

function checked({ namespace, limit = 1000, offset = 0, pattern, prefix }: KVListOptions) {
  checkWhole("limit", limit, 0);
  checkWhole("offset", offset, 0);
  if (namespace !== undefined) checkNamespace(namespace);
  if (pattern !== undefined) checkText("pattern", pattern);
  if (prefix !== undefined) checkText("prefix", prefix);
  return { namespace, offset, wanted: offset + limit, pattern, prefix };
}
