package flow.session.narration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The blocks of one answer of the API, and their numbers in the turn.
final class MessageBlocks {

  /// A block while it grows.
  static final class Block {

    final int number;
    final int index;
    int length;
    boolean finished;

    Block(int number, int index) {
      this.number = number;
      this.index = index;
    }
  }

  private final List<Block> blocks = new ArrayList<>();

  void begin(int number, int index) {
    blocks.add(new Block(number, index));
  }

  /// Begins one whose beginning was not told.
  Block begun(int number, int index) {
    begin(number, index);
    return blocks.getLast();
  }

  Optional<Block> at(int index) {
    return blocks.stream().filter(block -> block.index == index).findFirst();
  }

  /// The one whose finished content comes next.
  Optional<Block> firstUnfinished() {
    return blocks.stream().filter(block -> !block.finished).findFirst();
  }

  int size() {
    return blocks.size();
  }

  /// The number of the first block at this place or after it.
  Optional<Integer> numberFrom(int index) {
    return blocks.stream()
        .filter(block -> block.index >= index)
        .map(block -> block.number)
        .min(Integer::compare);
  }
}
