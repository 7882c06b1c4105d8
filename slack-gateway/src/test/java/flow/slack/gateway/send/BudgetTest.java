package flow.slack.gateway.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BudgetTest {

  long now = 1;
  final Budget budget = new Budget(() -> now);

  @Test
  void grantsNoMoreThanSlackDoesInAnyMinute() {
    var granted = 0;
    for (var second = 0; second < 60_000; second += 50) {
      now += Duration.ofMillis(50).toNanos();
      granted += budget.take("chat.update", second % 100 == 0, 3).isZero() ? 1 : 0;
    }

    assertThat(granted).isBetween(45, 50);
  }

  @Test
  void keepsSomeForWhatIsUrgent() {
    for (var i = 0; i < 60_000; i += 50) {
      now += Duration.ofMillis(50).toNanos();
      assertThat(budget.take("chat.update", false, 20)).isNotNull();
    }

    for (var i = 0; i < 20; i++) {
      assertThat(budget.take("chat.update", true, 20)).isZero();
    }
  }

  @Test
  void startsQuicklyAndSlowsDown() {
    assertThat(budget.take("chat.update", false, 1)).isZero();
    var early = budget.take("chat.update", false, 1);
    for (var i = 0; i < 40; i++) {
      now += Duration.ofSeconds(1).toNanos();
      assertThat(budget.take("chat.update", false, 1)).isNotNull();
    }
    var late = budget.take("chat.update", false, 1);

    assertThat(early).isLessThan(late);
  }

  @Test
  void leavesAMethodAloneForAsLongAsSlackAsks() {
    budget.block("chat.update", Duration.ofSeconds(30));

    now += Duration.ofSeconds(29).toNanos();
    assertThat(budget.take("chat.update", true, 1)).isPositive();
    assertThat(budget.take("chat.delete", true, 1)).isZero();

    now += Duration.ofSeconds(2).toNanos();
    assertThat(budget.take("chat.update", true, 1)).isZero();
  }

  @Test
  void postsAFewAtOnceAndThenOneASecondToAChannel() {
    var burst = 0;
    while (budget.takePost("C1").isZero()) {
      burst++;
    }

    assertThat(burst).isEqualTo(4);
    assertThat(budget.takePost("C2")).isZero();
    now += Duration.ofMillis(1_100).toNanos();
    assertThat(budget.takePost("C1")).isZero();
    assertThat(budget.takePost("C1")).isPositive();
  }
}
