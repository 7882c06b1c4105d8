package flow.kv.entries;

import flow.kv.postgres.StatementRefused;

/// Refusals for tests.
final class StatementRefusals {

  private StatementRefusals() {}

  static StatementRefused of(String state) {
    return new StatementRefused(state, "refused", "");
  }
}
