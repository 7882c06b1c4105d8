package flow.kv.transfer;

/// What becomes of a key that an import brings and that exists already.
enum Conflict {
  OVERWRITE,
  SKIP,
  FAIL
}
