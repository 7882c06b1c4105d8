package flow.acceptance;

/// What must never be seen where it does not belong. Planted, and looked for.
enum Secret {
  MODEL("sk-ant-planted-model-key-7f3a"),
  OPERATOR("planted-operator-token-91bc");

  private final String value;

  Secret(String value) {
    this.value = value;
  }

  String value() {
    return value;
  }
}
