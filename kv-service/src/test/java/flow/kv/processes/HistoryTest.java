package flow.kv.processes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The checker finds what it is there to find.
class HistoryTest {

  final History history = new History();

  @Test
  void acceptsCallsOneAfterTheOther() {
    history.read(null, 0, 1);
    history.wrote("a", 2, 3);
    history.read("a", 4, 5);
    history.wrote("b", 6, 7);
    history.read("b", 8, 9);

    assertThat(history.isLinearizable()).isTrue();
  }

  @Test
  void acceptsEitherOrderOfCallsAtTheSameTime() {
    history.wrote("a", 0, 10);
    history.wrote("b", 1, 9);
    history.read("b", 2, 3);
    history.read("a", 11, 12);

    assertThat(history.isLinearizable()).isTrue();
  }

  @Test
  void findsALostWrite() {
    history.wrote("a", 0, 1);
    history.wrote("b", 2, 3);
    history.read("a", 4, 5);

    assertThat(history.isLinearizable()).isFalse();
  }

  @Test
  void findsAReadingThatWentBack() {
    history.wrote("a", 0, 1);
    history.wrote("b", 2, 20);
    history.read("b", 3, 4);
    history.read("a", 5, 6);

    assertThat(history.isLinearizable()).isFalse();
  }

  @Test
  void findsAnEntryThatVanished() {
    history.wrote("a", 0, 1);
    history.read(null, 2, 3);

    assertThat(history.isLinearizable()).isFalse();
  }

  @Test
  void allowsAWriteWithoutAnswerToHappenLateOrNever() {
    history.wrote("a", 0, 1);
    history.mayHaveWritten("b", 2);
    history.mayHaveWritten("c", 2);
    history.read("a", 3, 4);
    history.read("b", 5, 6);
    history.read("b", 7, 8);

    assertThat(history.isLinearizable()).isTrue();
  }

  @Test
  void allowsNoWriteBeforeItBegan() {
    history.read("a", 0, 1);
    history.mayHaveWritten("a", 2);

    assertThat(history.isLinearizable()).isFalse();
  }

  @Test
  void allowsAWriteWithoutAnswerToHappenOnce() {
    history.mayHaveWritten("b", 0);
    history.read("b", 1, 2);
    history.wrote("a", 3, 4);
    history.read("a", 5, 6);
    history.read("b", 7, 8);

    assertThat(history.isLinearizable()).isFalse();
  }
}
