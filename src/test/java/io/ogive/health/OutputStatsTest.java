package io.ogive.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ogive.math.KeyedRandom;
import org.junit.jupiter.api.Test;

class OutputStatsTest {

  /**
   * Rows of K classes whose probabilities know a little of the truth, {@code shift} classes off.
   */
  private static OutputStats draw(int classes, int rows, int shift, double knowledge, int seed) {
    KeyedRandom random = KeyedRandom.of(seed);
    OutputStats.Batch batch = new OutputStats.Batch(classes);
    for (int i = 0; i < rows; i++) {
      int truth = random.nextInt(classes);
      double[] p = new double[classes];
      double sum = 0;
      for (int k = 0; k < classes; k++) {
        p[k] = random.nextDouble() + (k == truth ? knowledge : 0);
        sum += p[k];
      }
      int label = (truth + shift) % classes;
      for (int k = 0; k < classes; k++) {
        batch.add(k, k == label, p[k] / sum - (k == label ? 1 : 0), 2);
      }
    }
    batch.addRows(rows);
    OutputStats stats = new OutputStats();
    stats.observe(batch);
    return stats;
  }

  @Test
  void sumsAreThoseOfTheRows() {
    OutputStats.Batch batch = new OutputStats.Batch(2);
    batch.add(0, true, 0.75 - 1, 3);
    batch.add(1, false, 0.25, 3);
    batch.add(0, false, 0.5, 1);
    batch.add(1, true, 0.5 - 1, 1);
    batch.addRows(2);
    OutputStats stats = new OutputStats();
    stats.observe(batch);
    assertThat(stats.rows()).isEqualTo(2);
    assertThat(stats.truths(0)).isEqualTo(1);
    assertThat(stats.sumProbability(0)).isEqualTo(1.25);
    assertThat(stats.sumSquaredProbability(0)).isEqualTo(0.75 * 0.75 + 0.25);
    assertThat(stats.sumProbabilityOfTruth(0)).isEqualTo(0.75);
    assertThat(stats.sumSignal(0)).isEqualTo(3 * -0.25 + 0.5);
    assertThat(stats.weightOfTruth(0)).isEqualTo(3);
    // y = (1, 0) and p = (0.75, 0.5), and the other output likewise: they rise together.
    assertThat(stats.correlation()).isCloseTo(1, within(1e-12));
  }

  @Test
  void probabilitiesThatAreTheSameOfEveryRowCorrelateWithNothing() {
    OutputStats.Batch batch = new OutputStats.Batch(3);
    double[] p = {0.1, 0.3, 0.6};
    for (int i = 0; i < 7; i++) {
      for (int k = 0; k < 3; k++) {
        batch.add(k, k == i % 3, p[k] - (k == i % 3 ? 1 : 0), 1);
      }
    }
    batch.addRows(7);
    OutputStats stats = new OutputStats();
    stats.observe(batch);
    assertThat(stats.correlation()).isNaN();
  }

  @Test
  void exchangedClassesTurnTheCorrelationByManyOfItsErrors() {
    for (int classes : new int[] {3, 10}) {
      OutputStats right = draw(classes, 2000, 0, 2, 1);
      OutputStats flipped = draw(classes, 2000, 1, 2, 1);
      assertThat(right.correlation()).isGreaterThan(10 * right.correlationError());
      assertThat(flipped.correlation()).isLessThan(-5 * flipped.correlationError());
    }
  }

  @Test
  void theErrorIsTheSpreadOfCorrelationsWhereThereIsNone() {
    double sum = 0;
    double squares = 0;
    int draws = 300;
    for (int seed = 0; seed < draws; seed++) {
      OutputStats none = draw(5, 200, 0, 0, seed);
      double z = none.correlation() / none.correlationError();
      sum += z;
      squares += z * z;
    }
    assertThat(sum / draws).isBetween(-0.25, 0.25);
    assertThat(squares / draws).isBetween(0.75, 1.25);
  }

  @Test
  void otherNumbersOfOutputsAreRefused() {
    OutputStats three = draw(3, 10, 0, 1, 1);
    assertThatThrownBy(() -> three.mergeWith(draw(4, 10, 0, 1, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 outputs");
    assertThat(three.mergeWith(new OutputStats()).rows()).isEqualTo(10);
    assertThat(new OutputStats().mergeWith(three).rows()).isEqualTo(10);
  }
}
