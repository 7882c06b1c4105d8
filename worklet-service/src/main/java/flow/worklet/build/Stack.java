package flow.worklet.build;

import java.util.Locale;

/// What kind of program a repository holds.
public enum Stack {
  DOCKERFILE,
  NODE,
  PYTHON,
  GO,
  JAVA,
  STATIC;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
