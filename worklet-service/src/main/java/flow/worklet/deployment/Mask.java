package flow.worklet.deployment;

import flow.worklet.lifecycle.Worklet;
import flow.worklet.source.GithubSettings;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Takes secrets out of what programs print.
final class Mask {

  private static final String MASKED = "***";
  private static final int SHORTEST = 6;
  private static final int LONGEST_LINE = 4_000;
  private static final Pattern SECRETS =
      Pattern.compile(
          "flowkv_[A-Za-z0-9]{8,}|gh[pousr]_[A-Za-z0-9_]{8,}|github_pat_\\w{8,}|xox[abp]-[\\w-]{8,}|xapp-[\\w-]{8,}|sk-ant-[\\w-]{8,}|AKIA[A-Z0-9]{16}");

  private final List<String> known;

  private Mask(List<String> known) {
    this.known = known;
  }

  static Mask of(Worklet worklet, GithubSettings github) {
    var secrets =
        Stream.concat(
            Stream.of(worklet.storeToken(), github.token()),
            worklet.environment().values().stream());
    return new Mask(
        secrets.filter(Objects::nonNull).filter(secret -> secret.length() >= SHORTEST).toList());
  }

  String apply(String line) {
    var masked = SECRETS.matcher(line).replaceAll(MASKED);
    for (var secret : known) {
      masked = masked.replace(secret, MASKED);
    }
    masked = masked.replace('\0', ' ');
    return masked.length() > LONGEST_LINE ? masked.substring(0, LONGEST_LINE) + "…" : masked;
  }
}
