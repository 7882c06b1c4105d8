package flow.platform.settings;

import java.net.URI;
import java.util.List;
import org.springframework.boot.convert.DurationStyle;

/// What a setting's value has to look like.
@FunctionalInterface
interface Check {

  /// Refuses a value that cannot be used.
  ///
  /// @param key the name under which the person set it
  /// @throws UnusableSetting if it cannot be used
  void require(String key, String value);

  static Check anything() {
    return (key, value) -> {
      if (value.chars().anyMatch(Character::isISOControl)) {
        throw new UnusableSetting(key, "contains a control character", "one line of text");
      }
    };
  }

  static Check oneOf(String... accepted) {
    return (key, value) -> {
      if (!List.of(accepted).contains(value)) {
        throw new UnusableSetting(key, "\"" + value + "\"", String.join(", ", accepted));
      }
    };
  }

  /// For secrets: the message says how long the value is, not what it is.
  static Check prefixed(String prefix) {
    return (key, value) -> {
      if (!value.startsWith(prefix) || value.length() == prefix.length()) {
        var problem = "%d characters that do not begin with %s".formatted(value.length(), prefix);
        throw new UnusableSetting(key, problem, "a token that begins with " + prefix);
      }
    };
  }

  static Check number(int least, int most) {
    return (key, value) -> {
      var accepted = "a whole number from %d to %d".formatted(least, most);
      try {
        int number = Integer.parseInt(value);
        if (number < least || number > most) {
          throw new UnusableSetting(key, value, accepted);
        }
      } catch (NumberFormatException notANumber) {
        throw new UnusableSetting(key, "\"" + value + "\"", accepted);
      }
    };
  }

  static Check duration() {
    return (key, value) -> {
      var accepted = "a time such as 90s, 30m or 2h";
      try {
        if (!DurationStyle.detectAndParse(value).isPositive()) {
          throw new UnusableSetting(key, "\"" + value + "\"", accepted);
        }
      } catch (IllegalArgumentException notADuration) {
        throw new UnusableSetting(key, "\"" + value + "\"", accepted);
      }
    };
  }

  static Check url() {
    return (key, value) -> {
      var accepted = "a URL such as https://flow.example.com";
      try {
        var url = URI.create(value);
        if (url.getHost() == null || !List.of("http", "https").contains(url.getScheme())) {
          throw new UnusableSetting(key, "\"" + value + "\"", accepted);
        }
      } catch (IllegalArgumentException notAUrl) {
        throw new UnusableSetting(key, "\"" + value + "\"", accepted);
      }
    };
  }
}
