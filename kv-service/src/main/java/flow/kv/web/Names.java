package flow.kv.web;

/// The names that namespaces and keys may have.
public final class Names {

  private Names() {}

  public static String namespace(String name) {
    Target.requireNamespace(name);
    return name;
  }

  public static String key(String name) {
    Target.requireKey(name);
    return name;
  }
}
