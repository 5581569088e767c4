package io.ogive.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ogive.math.KeyedRandom;
import io.ogive.math.NotRepresentableException;
import io.ogive.math.Sigmoid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarginStatsTest {
  private static final int CLASSES = 3;

  /** Rows of one batch: label and margin, and what follows from the margin. */
  private record Rows(double[] label, double[] margin, double[] probability, double[] loss) {
    static Rows of(double[] label, double[] margin) {
      double[] probability = new double[margin.length];
      double[] loss = new double[margin.length];
      for (int i = 0; i < margin.length; i++) {
        probability[i] = Sigmoid.sigmoid(margin[i]);
        loss[i] = Sigmoid.softplus(-margin[i]);
      }
      return new Rows(label, margin, probability, loss);
    }

    static Rows random(int seed, int length, int classes) {
      KeyedRandom random = KeyedRandom.of(seed);
      double[] label = new double[length];
      double[] margin = new double[length];
      for (int i = 0; i < length; i++) {
        label[i] = random.nextInt(classes);
        margin[i] = 16 * random.nextDouble() - 6;
      }
      return of(label, margin);
    }

    void observe(MarginStats stats) {
      stats.observe(label, margin, probability, loss, label.length);
    }
  }

  private static List<Rows> batches(int classes) {
    List<Rows> batches = new ArrayList<>();
    for (int n = 0; n < 30; n++) {
      batches.add(Rows.random(n, 1 + 17 * n, classes));
    }
    return batches;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, CLASSES})
  void everyFigureOfALabelEqualsARecount(int classes) {
    MarginStats stats = new MarginStats(classes);
    batches(classes).forEach(rows -> rows.observe(stats));
    assertThat(stats.classes()).isEqualTo(classes);
    for (int k = 0; k < classes; k++) {
      long[] counts = new long[4];
      double[] sums = new double[8];
      for (Rows rows : batches(classes)) {
        for (int i = 0; i < rows.label.length; i++) {
          if (rows.label[i] == k) {
            recount(rows.margin[i], counts, sums);
          }
        }
      }
      MarginStats.ByLabel label = stats.label(k);
      assertThat(label.right().count()).isEqualTo(counts[0]);
      assertThat(label.wrong().count()).isEqualTo(counts[1]);
      assertThat(label.count()).isEqualTo(counts[0] + counts[1]);
      assertThat(label.confidentlyWrong()).isEqualTo(counts[2]);
      assertThat(label.veryConfidentlyWrong()).isEqualTo(counts[3]);
      assertThat(
              new double[] {
                label.sumMargin(),
                label.sumSquaredMargin(),
                label.sumLoss(),
                label.sumConfidentlyWrongLoss(),
                label.sumVeryConfidentlyWrongLoss(),
                label.sumResidual(),
                label.fisherMass(),
                label.sumResidualSlope()
              })
          .containsExactly(sums, within(1e-8));
    }
  }

  /** From the margin alone, in the functions of the JDK: p_y = (1 + tanh(m / 2)) / 2. */
  private static void recount(double m, long[] counts, double[] sums) {
    double loss = Math.log1p(Math.exp(-m));
    double g = 1 / Math.pow(Math.cosh(m / 2), 2);
    double residual = (1 - Math.tanh(m / 2)) / 2;
    counts[m > 0 ? 0 : 1]++;
    counts[2] += m < -2.197 ? 1 : 0;
    counts[3] += m < -4.595 ? 1 : 0;
    sums[0] += m;
    sums[1] += m * m;
    sums[2] += loss;
    sums[3] += m < -2.197 ? loss : 0;
    sums[4] += m < -4.595 ? loss : 0;
    sums[5] += residual;
    sums[6] += g;
    sums[7] += residual * g;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, CLASSES})
  void theOctavesOfALabelEqualARecount(int classes) {
    MarginStats stats = new MarginStats(classes);
    batches(classes).forEach(rows -> rows.observe(stats));
    for (int octave = 1; octave < 12; octave++) {
      // g < 2^(1 - octave) where |m| is above 2 acosh(2^((octave - 1) / 2)).
      double root = Math.pow(2, (octave - 1) / 2.0);
      double bound = 2 * Math.log(root + Math.sqrt(root * root - 1));
      long right = 0;
      long wrong = 0;
      for (Rows rows : batches(classes)) {
        for (int i = 0; i < rows.label.length; i++) {
          right += rows.label[i] == 1 && rows.margin[i] > bound ? 1 : 0;
          wrong += rows.label[i] == 1 && rows.margin[i] < -bound ? 1 : 0;
        }
      }
      assertThat(stats.label(1).right().from(octave)).as("octave %d", octave).isEqualTo(right);
      assertThat(stats.label(1).wrong().from(octave)).as("octave %d", octave).isEqualTo(wrong);
    }
  }

  @Test
  void kappaAndTheRightShareEqualPlainLoops() {
    MarginStats stats = new MarginStats(CLASSES);
    double kept = 0;
    double all = 0;
    long right = 0;
    long count = 0;
    for (Rows rows : batches(CLASSES)) {
      rows.observe(stats);
      for (double p : rows.probability) {
        double r = Math.abs(p - 1);
        kept += r * 4 * p * (1 - p);
        all += r;
        right += p > 0.5 ? 1 : 0;
        count++;
      }
    }
    assertThat(stats.count()).isEqualTo(count);
    assertThat(stats.kappa()).isCloseTo(kept / all, within(1e-13));
    assertThat(stats.rightShare()).isEqualTo((double) right / count);
  }

  @Test
  void aCaseByHand() {
    MarginStats stats = new MarginStats(2);
    // p = 1/2 and 1/4 have g = 1 and 3/4; kappa = (1/2 + 3/4 * 3/4) / (1/2 + 3/4).
    stats.observe(
        new double[] {0, 1, 7},
        new double[] {0, -2.197, 99},
        new double[] {0.5, 0.25, 9},
        new double[] {0.75, 1.5, 99},
        2);
    assertThat(stats.count()).isEqualTo(2);
    assertThat(stats.kappa()).isEqualTo(0.85);
    assertThat(stats.rightShare()).isEqualTo(0);
    assertThat(stats.label(0).wrong().high(0)).isEqualTo(1);
    assertThat(stats.label(1).wrong().low(1)).isEqualTo(1);
    assertThat(stats.label(1).sumResidual()).isEqualTo(0.75);
    assertThat(stats.label(1).fisherMass()).isEqualTo(0.75);
    assertThat(stats.label(1).confidentlyWrong()).isZero();
    assertThat(stats.label(1).sumConfidentlyWrongLoss()).isEqualTo(0);
  }

  /** Sums of label 0 are differences, which leave nothing where all rows are of label 1. */
  @Test
  void ofRowsOfOneLabelNothingIsLeftForTheOther() {
    for (int only = 0; only < 2; only++) {
      MarginStats stats = new MarginStats(2);
      for (Rows rows : batches(1)) {
        Arrays.fill(rows.label, only);
        rows.observe(stats);
      }
      MarginStats.ByLabel other = stats.label(1 - only);
      assertThat(stats.label(only).sumLoss()).isPositive();
      assertThat(other.count()).isZero();
      assertThat(other.confidentlyWrong()).isZero();
      assertThat(other.veryConfidentlyWrong()).isZero();
      assertThat(
              new double[] {
                other.sumMargin(),
                other.sumSquaredMargin(),
                other.sumLoss(),
                other.sumConfidentlyWrongLoss(),
                other.sumVeryConfidentlyWrongLoss(),
                other.sumResidual(),
                other.fisherMass(),
                other.sumResidualSlope()
              })
          .containsOnly(0);
    }
  }

  @Test
  void confidentlyWrongBeginsBelowItsMargin() {
    MarginStats stats = new MarginStats(1);
    double[] margins = {-2.197, Math.nextDown(-2.197), -4.595, Math.nextDown(-4.595)};
    Rows.of(new double[4], margins).observe(stats);
    assertThat(stats.label(0).confidentlyWrong()).isEqualTo(3);
    assertThat(stats.label(0).veryConfidentlyWrong()).isEqualTo(1);
  }

  @Test
  void noSplitAndNoOrderOfMergingChangesABit() {
    List<Rows> batches = batches(CLASSES);
    MarginStats whole = new MarginStats(CLASSES);
    batches.forEach(rows -> rows.observe(whole));
    for (int seed = 0; seed < 20; seed++) {
      KeyedRandom random = KeyedRandom.of(98, seed);
      MarginStats[] parts = new MarginStats[1 + random.nextInt(9)];
      for (int n = 0; n < parts.length; n++) {
        parts[n] = new MarginStats(CLASSES);
      }
      for (int n : random.permutation(batches.size())) {
        batches.get(n).observe(parts[random.nextInt(parts.length)]);
      }
      MarginStats merged = new MarginStats(CLASSES);
      for (int n : random.permutation(parts.length)) {
        merged.mergeWith(parts[n]);
      }
      assertThat(Serialized.bytes(merged)).as("seed %d", seed).isEqualTo(Serialized.bytes(whole));
    }
  }

  @Test
  void nothingIsTheIdentityAndHasNoNaN() {
    MarginStats empty = new MarginStats(CLASSES);
    assertThat(new double[] {empty.kappa(), empty.rightShare(), empty.label(0).sumLoss()})
        .containsOnly(0);
    MarginStats stats = new MarginStats(CLASSES);
    Rows.random(1, 50, CLASSES).observe(stats);
    byte[] before = Serialized.bytes(stats);
    assertThat(Serialized.bytes(stats.mergeWith(empty))).isEqualTo(before);
    assertThat(Serialized.bytes(new MarginStats(CLASSES).mergeWith(stats))).isEqualTo(before);
  }

  @Test
  void otherClassesAndNaNAreRefused() {
    assertThatThrownBy(() -> new MarginStats(2).mergeWith(new MarginStats(3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cannot merge margins of 2 classes with those of 3");
    assertThatThrownBy(
            () -> Rows.of(new double[1], new double[] {Double.NaN}).observe(new MarginStats(1)))
        .isInstanceOf(NotRepresentableException.class);
  }
}
