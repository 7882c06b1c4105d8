package flow.slack.gateway.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Turns what Slack delivers back into what a person wrote: references become names, links become
/// addresses, entities become characters. All else, code and indentation included, stays as it is.
@Component
public class Plain {

  private static final Pattern REFERENCE = Pattern.compile("<([^<>\\n]+)>");
  private static final int NAMES_AT_ONCE = 4;

  private final Directory directory;

  Plain(Directory directory) {
    this.directory = directory;
  }

  public Mono<String> of(String text) {
    return Flux.fromIterable(unnamed(text))
        .flatMap(id -> name(id).map(name -> Map.entry(id, name)), NAMES_AT_ONCE)
        .collectMap(Map.Entry::getKey, Map.Entry::getValue)
        .map(names -> resolve(text, names));
  }

  private Mono<String> name(String reference) {
    var id = reference.substring(1);
    return reference.startsWith("@") ? directory.user(id) : directory.channel(id);
  }

  /// References to users and channels that come without a name.
  private static List<String> unnamed(String text) {
    var ids = new ArrayList<String>();
    var references = REFERENCE.matcher(text);
    while (references.find()) {
      var reference = references.group(1);
      if ((reference.startsWith("@") || reference.startsWith("#")) && label(reference).isEmpty()) {
        ids.add(id(reference));
      }
    }
    return ids.stream().distinct().toList();
  }

  static String resolve(String text, Map<String, String> names) {
    var out = new StringBuilder();
    var references = REFERENCE.matcher(text);
    var last = 0;
    while (references.find()) {
      out.append(decoded(text.substring(last, references.start())));
      out.append(decoded(words(references.group(1), names)));
      last = references.end();
    }
    return out.append(decoded(text.substring(last))).toString();
  }

  private static String words(String reference, Map<String, String> names) {
    var label = label(reference);
    return switch (reference.charAt(0)) {
      case '@', '#' ->
          reference.charAt(0)
              + (label.isEmpty()
                  ? names.getOrDefault(id(reference), id(reference).substring(1))
                  : label);
      case '!' -> special(reference, label);
      default -> link(id(reference), label);
    };
  }

  private static String special(String reference, String label) {
    if (!label.isEmpty()) {
      return reference.startsWith("!date") || label.startsWith("@") ? label : "@" + label;
    }
    return "@" + id(reference).substring(1);
  }

  /// Slack makes a link of every address it sees; one that a person labelled keeps both.
  private static String link(String url, String label) {
    var address = url.startsWith("mailto:") ? url.substring(7) : url;
    var isSame =
        label.isEmpty()
            || address.equals(label)
            || address.replaceFirst("^https?://", "").equals(label);
    if (isSame) {
      return label.isEmpty() ? address : label;
    }
    return label + " (" + address + ")";
  }

  private static String id(String reference) {
    var bar = reference.indexOf('|');
    return bar < 0 ? reference : reference.substring(0, bar);
  }

  private static String label(String reference) {
    var bar = reference.indexOf('|');
    return bar < 0 ? "" : reference.substring(bar + 1);
  }

  private static String decoded(String text) {
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }
}
