package flow.worklet.engine;

/// The file system on which the engine keeps images, in bytes.
///
/// @param total what is used and what can still be
public record Disk(long total, long free) {

  private static final int WHOLE = 100;

  public int usedPercent() {
    return total <= 0 ? 0 : (int) (WHOLE - free * WHOLE / total);
  }
}
