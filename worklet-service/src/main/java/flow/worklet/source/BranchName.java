package flow.worklet.source;

import java.util.regex.Pattern;

/// A branch's name as Git takes it (`git check-ref-format`), and that no command can take for an
/// option.
public record BranchName(String value) {

  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_./+@#=-]{0,199}");
  private static final Pattern FORBIDDEN =
      Pattern.compile("\\.\\.|//|@\\{|/\\.|\\.lock(/|$)|[./]$|^HEAD$");

  public BranchName {
    if (!ALLOWED.matcher(value).matches() || FORBIDDEN.matcher(value).find()) {
      throw new SourceRefused(
          "\"%s\" cannot be the name of a branch.".formatted(value),
          "Use letters, digits and the characters . _ / - + only.");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
