package flow.platform.settings;

/// A setting that cannot be understood. The message names the key, what is wrong with the value,
/// and what is accepted; it never repeats a secret.
public final class UnusableSetting extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UnusableSetting(String key, String problem, String accepted) {
    super("%s: %s (accepted: %s)".formatted(key, problem, accepted));
  }
}
