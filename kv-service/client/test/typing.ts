/** What the compiler must accept and refuse; checked by compiling, never run. */
import { createWorkletKVStore, WorkletKVStore, type KVChange, type KVStats } from "../src/index.js";

interface Schema {
  user_prefs: { theme: "dark" | "light"; size?: number };
  counters: Record<string, number>;
}

export async function seed(workletId: string): Promise<void> {
  const kvStore: WorkletKVStore = createWorkletKVStore(workletId);
  await kvStore.set("user_prefs", "theme", "dark");
  const theme: string | null = await kvStore.get<string>("user_prefs", "theme");
  await kvStore.mset("app_state", { current_page: "dashboard", sidebar_open: true });
  const some: Record<string, unknown> = await kvStore.mget("app_state", ["current_page"]);
  const keys: string[] = await kvStore.list({ namespace: "a", limit: 10, offset: 5, pattern: "*" });
  const cleared: number = await kvStore.clear();
  const count: number = await kvStore.increment("n", "k");
  const nothing: void = await kvStore.append("n", "k", "text");
  const stats: KVStats = await kvStore.getStats();
  const data: Record<string, Record<string, unknown>> = await kvStore.exportData();
  await kvStore.importData(data);
  void [theme, some, keys, cleared, count, nothing, stats];
}

export async function typed(): Promise<void> {
  const store = createWorkletKVStore<Schema>();

  const theme: "dark" | "light" | null = await store.get("user_prefs", "theme");
  const size: number | null = await store.get("user_prefs", "size");
  const some: { theme?: "dark" | "light"; size?: number } = await store.mget("user_prefs", ["theme", "size"]);
  await store.set("counters", "anything", 1);
  await store.mset("user_prefs", { theme: "light" });
  await store.commit({ operations: [{ type: "set", namespace: "user_prefs", key: "theme", value: "dark" }] });
  await store.update("counters", "hits", (hits) => (hits ?? 0) + 1);
  for await (const change of store.watch("counters")) {
    if (change.type === "put") change.value.toFixed();
  }
  for await (const change of store.watch("user_prefs")) {
    const any: KVChange<Schema> = change;
    if (any.type === "put" && change.type === "put" && change.key === "size") change.value.toFixed();
  }

  // @ts-expect-error no such value
  await store.set("user_prefs", "theme", "blue");
  // @ts-expect-error no such key
  await store.set("user_prefs", "them", "dark");
  // @ts-expect-error no such namespace
  await store.get("prefs", "theme");
  // @ts-expect-error no such key
  await store.get("user_prefs", "them");
  // @ts-expect-error a type of one's own, where the schema knows better
  await store.get<number>("user_prefs", "theme");
  // @ts-expect-error no such value
  await store.mset("user_prefs", { theme: 1 });
  // @ts-expect-error no such value
  await store.commit({ operations: [{ type: "set", namespace: "user_prefs", key: "theme", value: "blue" }] });
  // @ts-expect-error no schema
  createWorkletKVStore<{ a: string }>();
  void [theme, size, some];
}
