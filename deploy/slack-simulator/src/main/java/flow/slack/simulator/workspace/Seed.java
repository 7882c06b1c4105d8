package flow.slack.simulator.workspace;

import java.util.List;
import java.util.Set;

/// The workspace everybody starts with.
public final class Seed {

  public static final String TEAM = "T0FLOWHQ";
  public static final String TEAM_NAME = "Flow HQ";
  public static final String TEAM_DOMAIN = "flow-hq";
  public static final String APP = "A0FLOW";
  public static final String BOT_USER = "U0FLOW";
  public static final String BOT = "B0FLOW";

  static final List<Person> PEOPLE =
      List.of(
          new Person("U0ADA", "ada", "Ada", false),
          new Person("U0GRACE", "grace", "Grace", false),
          new Person("U0LINUS", "linus", "Linus", false),
          new Person(BOT_USER, "flow", "Flow", true));

  static final List<Channel> CHANNELS =
      List.of(
          channel("C0GENERAL", "general", "Everything that concerns everybody", true),
          channel("C0PROTO", "prototypes", "Small things, quickly built with Flow", true),
          channel("C0RANDOM", "random", "Flow has not been invited here", false),
          direct("D0ADA", "U0ADA"),
          direct("D0GRACE", "U0GRACE"),
          direct("D0LINUS", "U0LINUS"));

  private Seed() {}

  private static Channel channel(String id, String name, String topic, boolean withBot) {
    var members =
        withBot
            ? Set.of("U0ADA", "U0GRACE", "U0LINUS", BOT_USER)
            : Set.of("U0ADA", "U0GRACE", "U0LINUS");
    return new Channel(id, name, topic, false, false, members);
  }

  private static Channel direct(String id, String person) {
    return new Channel(id, "", "", true, false, Set.of(person, BOT_USER));
  }
}
