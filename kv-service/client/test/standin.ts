import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Seen {
  readonly method: string;
  /** What follows the store's address. */
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
  readonly at: number;
}

/** What is done with one request. */
export type Reply = (response: ServerResponse, request: IncomingMessage) => void;

export const WORKLET = "00000000-0000-4000-8000-000000000001";
export const TOKEN = "flowkv_test";

/** Answers each request with the next of its replies; anything it was not told about is kept as a complaint. */
export class StandIn {
  readonly seen: Seen[] = [];
  readonly complaints: string[] = [];
  readonly #server = createServer((request, response) => void this.#take(request, response));
  readonly #replies: Reply[] = [];

  static async start(...replies: Reply[]): Promise<StandIn> {
    const standIn = new StandIn();
    standIn.#replies.push(...replies);
    await new Promise<void>((resolve) => standIn.#server.listen(0, "127.0.0.1", resolve));
    return standIn;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Stops; fails when a request came that nobody planned, or a planned one did not come. */
  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    const missing = this.#replies.length === 0 ? [] : [`${this.#replies.length} planned requests did not come`];
    const complaints = [...this.complaints, ...missing];
    if (complaints.length > 0) throw new Error(complaints.join("; "));
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const base = `/v1/worklets/${WORKLET}/kv`;
    let body = "";
    for await (const chunk of request.setEncoding("utf8")) body += chunk;
    const { method = "", url = "", headers } = request;
    this.seen.push({ method, path: url.slice(base.length), headers, body, at: performance.now() });
    if (!url.startsWith(base)) this.complaints.push(`${url} lies outside of the store`);
    if (headers.authorization !== `Bearer ${TOKEN}`) this.complaints.push(`${method} ${url} without the token`);
    const reply = this.#replies.shift();
    if (reply === undefined) {
      this.complaints.push(`${method} ${url} was not planned`);
      response.writeHead(500).end();
    } else {
      reply(response, request);
    }
  }
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Reply {
  return (response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
  };
}

export function empty(status: number, headers: Record<string, string> = {}): Reply {
  return (response) => void response.writeHead(status, headers).end();
}

export function problem(status: number, code: string, headers: Record<string, string> = {}): Reply {
  return (response) => {
    const body = { type: "about:blank", title: code, status, code, detail: `said ${code}` };
    response.writeHead(status, { "content-type": "application/problem+json", ...headers }).end(JSON.stringify(body));
  };
}

/** Ends the connection without a word: whether the request took effect is unknown. */
export const hangUp: Reply = (response) => void response.destroy();

/** Never answers; tells when the client is gone. */
export function silence(gone: () => void = () => {}): Reply {
  return (response) => void response.on("close", gone);
}
