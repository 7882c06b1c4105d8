package flow.local.platform;

/// Where people read what is going on.
@FunctionalInterface
public interface Progress {

  void say(String line);
}
