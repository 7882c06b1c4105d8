import type { Place } from "./cases/index.js";

/** The service the suite is shown against, as its starter tells; without it those tests are skipped. */
export const service = {
  url: process.env["FLOW_KV_URL"],
  operator: process.env["FLOW_API_TOKEN"],
};

export const absent =
  service.url === undefined || service.operator === undefined
    ? "no service: set FLOW_KV_URL and FLOW_API_TOKEN (mvn verify does)"
    : false;

/** A new worklet with its tokens, and another one, which is a stranger's. */
export async function newPlace(origin?: string): Promise<Place> {
  const workletId = crypto.randomUUID();
  const otherWorkletId = crypto.randomUUID();
  const [token, readOnlyToken] = await Promise.all([
    issue(workletId, "read-write", origin),
    issue(workletId, "read-only", origin),
    issue(otherWorkletId, "read-write", origin),
  ]);
  return { url: service.url ?? "", workletId, token, readOnlyToken, otherWorkletId };
}

/** What the operator's call answers. */
export async function operator(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { authorization: `Bearer ${service.operator}`, "content-type": "application/json" };
  const response = await fetch(new URL(path, service.url), { ...init, headers });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return response;
}

async function issue(workletId: string, access: string, origin: string | undefined): Promise<string> {
  const origins = origin === undefined ? undefined : [origin];
  const init = { method: "POST", body: JSON.stringify({ access, origins }) };
  const response = await operator(`/v1/worklets/${workletId}/tokens`, init);
  return ((await response.json()) as { token: string }).token;
}
