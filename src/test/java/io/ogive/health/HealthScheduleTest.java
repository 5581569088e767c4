package io.ogive.health;

import static io.ogive.health.HealthLevel.BASIC;
import static io.ogive.health.HealthLevel.FULL;
import static io.ogive.health.HealthLevel.OFF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthScheduleTest {
  private static List<HealthLevel> next(HealthSchedule schedule, int passes) {
    List<HealthLevel> levels = new ArrayList<>();
    for (int n = 0; n < passes; n++) {
      levels.add(schedule.next());
    }
    return levels;
  }

  @Test
  void fullIsEveryKthPassFromTheFirstOn() {
    assertThat(next(new HealthSchedule(FULL, 3), 7))
        .containsExactly(FULL, BASIC, BASIC, FULL, BASIC, BASIC, FULL);
    assertThat(next(HealthSchedule.always(FULL), 3)).containsOnly(FULL);
  }

  @Test
  void whatIsAskedForIsTheNextPassAndNoFurther() {
    HealthSchedule schedule = new HealthSchedule(FULL, 4);
    next(schedule, 2);
    schedule.fullNext();
    assertThat(next(schedule, 4)).containsExactly(FULL, BASIC, FULL, BASIC);
  }

  @Test
  void belowFullNothingIsEverFull() {
    for (HealthLevel level : new HealthLevel[] {OFF, BASIC}) {
      HealthSchedule schedule = new HealthSchedule(level, 2);
      schedule.fullNext();
      assertThat(next(schedule, 4)).containsOnly(level);
    }
    assertThatThrownBy(() -> new HealthSchedule(FULL, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("was 0");
  }

  @Test
  void stepsAreSummedOverTheirWeights() {
    StepStats stats = new StepStats();
    stats.observe(new double[] {1, -3}, new double[] {1.5, -3}, new double[] {-2, 4});
    StepStats other = new StepStats();
    other.observe(new double[] {0, 4}, new double[] {-0.5, 4}, new double[] {0, 0});
    stats.mergeWith(other);
    assertThat(stats.steps()).isEqualTo(2);
    assertThat(stats.meanUpdate()).isEqualTo(0.25);
    assertThat(stats.meanWeight()).isEqualTo(2);
    assertThat(stats.meanGradient()).isEqualTo(1.5);
    assertThat(stats.updateRatio()).isCloseTo(Math.log10(0.125), within(1e-15));
    assertThat(new StepStats().updateRatio()).isNaN();
  }
}
