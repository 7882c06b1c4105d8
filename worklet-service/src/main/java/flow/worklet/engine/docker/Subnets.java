package flow.worklet.engine.docker;

import flow.worklet.engine.EngineRefused;
import java.util.Collection;
import java.util.stream.Stream;

/// Cuts networks of sixteen addresses from a pool.
record Subnets(long first, int count) {

  private static final int SIZE = 16;

  /// @param pool as `10.213.0.0/16`
  static Subnets of(String pool) {
    var block = Block.parse(pool);
    return new Subnets(block.first(), (int) Math.min(1 << 20, block.size() / SIZE));
  }

  /// Free networks in ascending order, beginning at a slot.
  Stream<Slot> free(Collection<String> taken, int from) {
    var blocks = taken.stream().filter(text -> text.contains(".")).map(Block::parse).toList();
    return Stream.iterate(from, slot -> slot + 1)
        .limit(count)
        .map(slot -> new Slot(slot % count, first + (long) (slot % count) * SIZE))
        .filter(slot -> slot.number() > 0 && blocks.stream().noneMatch(slot.block()::overlaps));
  }

  /// A place in the pool.
  record Slot(int number, long address) {

    Block block() {
      return new Block(address, SIZE);
    }

    String subnet() {
      return text(address) + "/28";
    }

    String gateway() {
      return text(address + 1);
    }
  }

  record Block(long first, long size) {

    static Block parse(String text) {
      var parts = text.split("/");
      long address = 0;
      for (var part : parts[0].split("\\.")) {
        address = address << 8 | Integer.parseInt(part);
      }
      long size = 1L << (32 - Integer.parseInt(parts[1]));
      return new Block(address / size * size, size);
    }

    boolean overlaps(Block other) {
      return first < other.first + other.size && other.first < first + size;
    }
  }

  private static String text(long address) {
    return "%d.%d.%d.%d"
        .formatted(address >> 24 & 255, address >> 16 & 255, address >> 8 & 255, address & 255);
  }

  static EngineRefused exhausted(String pool) {
    return new EngineRefused("All networks of the pool %s are taken.".formatted(pool), null);
  }
}
