export { createWorkletKVStore, WorkletKVStore } from "./store.js";
export { KVConnectionError, KVError, KVValidationError } from "./errors.js";
export type { KVErrorCode, KVErrorOptions, KVProblem } from "./errors.js";
export type { KVCallOptions } from "./limits.js";
export type { KVJson, KVStoreOptions } from "./settings.js";
export type * from "./types.js";
