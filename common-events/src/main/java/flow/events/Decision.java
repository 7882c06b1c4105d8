package flow.events;

/// What a person can decide about a tool that Claude wants to use.
public enum Decision {
  ALLOW_ONCE,
  ALLOW_FOR_SESSION,
  DENY
}
