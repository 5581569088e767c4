package io.ogive.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final int ROUND = 10;

  @Test
  void aConstantRateStays() {
    for (int step = 1; step < 100; step++) {
      assertThat(Schedule.CONSTANT.factor(step, ROUND)).isEqualTo(1);
    }
  }

  @Test
  void warmUpRisesInEqualStepsToTheWholeRate() {
    Schedule schedule = new Schedule(Schedule.Kind.CONSTANT, 2, 1, 1, 9);
    for (int step = 1; step <= 20; step++) {
      assertThat(schedule.factor(step, ROUND)).isCloseTo(step / 20.0, within(1e-15));
    }
    assertThat(schedule.factor(21, ROUND)).isEqualTo(1);
  }

  @Test
  void stepsComeAfterEverySoManyRounds() {
    Schedule schedule = new Schedule(Schedule.Kind.STEP, 0, 3, 0.5, 9);
    assertThat(schedule.factor(30, ROUND)).isEqualTo(1);
    assertThat(schedule.factor(31, ROUND)).isEqualTo(0.5);
    assertThat(schedule.factor(60, ROUND)).isEqualTo(0.5);
    assertThat(schedule.factor(61, ROUND)).isEqualTo(0.25);
  }

  @Test
  void aCosineFallsFromOneThroughAHalfToZero() {
    Schedule schedule = new Schedule(Schedule.Kind.COSINE, 1, 1, 1, 9);
    assertThat(schedule.factor(11, ROUND)).isEqualTo(1);
    assertThat(schedule.factor(51, ROUND)).isCloseTo(0.5, within(1e-15));
    assertThat(schedule.factor(31, ROUND))
        .isCloseTo((1 + Math.cos(Math.PI / 4)) / 2, within(1e-15));
    assertThat(schedule.factor(90, ROUND)).isBetween(0.0, 1e-3);
    assertThat(schedule.factor(1000, ROUND)).isCloseTo(0, within(1e-15));
    assertThat(schedule.over(5).factor(31, ROUND)).isCloseTo(0.5, within(1e-15));
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatThrownBy(() -> new Schedule(Schedule.Kind.STEP, -1, 1, 0.5, 1))
        .hasMessageContaining("-1");
    assertThatThrownBy(() -> new Schedule(Schedule.Kind.STEP, 0, 0, 0.5, 1))
        .hasMessageContaining("in (0, 1]");
    assertThatThrownBy(() -> new Schedule(Schedule.Kind.STEP, 0, 1, 0, 1))
        .hasMessageContaining("0.0");
  }
}
