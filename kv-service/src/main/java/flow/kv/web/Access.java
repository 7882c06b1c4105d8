package flow.kv.web;

/// What a call needs to be allowed.
public enum Access {
  READ,
  WRITE,
  OPERATE
}
