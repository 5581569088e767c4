package io.ogive.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addends rounded to the nearest unit: sums as exact as those of addends rounded down. */
class ExactNearestTest {
  private static final int LENGTH = 33;
  private static final long SEED = 20260612;

  /** With its negative control: sums of addends rounded down are others. */
  @ParameterizedTest
  @ValueSource(ints = {64, 80, 100})
  void theSumIsThatOfTheNearestMultiples(int fractionBits) {
    ExactSums nearest = new ExactSums(LENGTH + 5, fractionBits);
    ExactSums down = new ExactSums(LENGTH + 5, fractionBits);
    BigInteger[] expected = new BigInteger[LENGTH];
    Arrays.fill(expected, BigInteger.ZERO);
    for (double[] addends : addends(200, fractionBits)) {
      nearest.addNearest(3, addends, LENGTH);
      down.add(3, addends, LENGTH);
      for (int i = 0; i < LENGTH; i++) {
        expected[i] = expected[i].add(NearestContract.nearest(addends[i], fractionBits));
      }
    }
    for (int i = 0; i < LENGTH; i++) {
      assertThat(nearest.value(3 + i))
          .as("seed %d, sum %d", SEED, i)
          .isEqualTo(Math.scalb(expected[i].doubleValue(), -fractionBits));
    }
    assertThat(nearest.value(2)).isZero();
    assertThat(nearest.value(3 + LENGTH)).isZero();
    assertThat(down.values()).isNotEqualTo(nearest.values());
  }

  /**
   * Rows of addends with a large one each, every fourth of them too large for what takes little
   * time. In the next row is its opposite, so that sums of an even number of rows are small, and as
   * doubles exact.
   */
  private static List<double[]> addends(int rows, int fractionBits) {
    KeyedRandom random = KeyedRandom.of(SEED, fractionBits);
    double bound = NearestUnits.bound(fractionBits);
    List<double[]> all = new ArrayList<>();
    for (int n = 0; n < rows; n++) {
      double[] addends = new double[LENGTH];
      for (int i = 0; i < LENGTH; i++) {
        addends[i] = Math.scalb(2 * random.nextDouble() - 1, random.nextInt(50) - fractionBits - 4);
      }
      int pair = n / 2;
      double large = pair % 4 == 0 ? 1.75 * bound : Math.nextDown(bound) / (1 + pair % 3);
      addends[pair % LENGTH] = n % 2 == 0 ? large : -large;
      all.add(addends);
    }
    return all;
  }

  @Test
  void eachWayToAddThemHasTheSameBytes() throws Exception {
    ExactSums together = new ExactSums(LENGTH, ExactSums.FINE);
    ExactSums rounded = new ExactSums(LENGTH, ExactSums.FINE);
    int many = 1 << 20;
    ExactSums table = ExactSums.sparse(many, ExactSums.FINE);
    ExactSums places = new ExactSums(many, ExactSums.FINE);
    for (double[] addends : addends(100, ExactSums.FINE)) {
      together.addNearest(0, addends, LENGTH);
      table.addNearest(1000, addends, LENGTH);
      places.addNearest(1000, addends, LENGTH);
      double[] multiples = new double[LENGTH];
      for (int i = 0; i < LENGTH; i++) {
        multiples[i] = Math.rint(addends[i] / 0x1p-80) * 0x1p-80;
      }
      rounded.add(multiples);
    }
    assertThat(ExactSumsTest.bytes(together)).isEqualTo(ExactSumsTest.bytes(rounded));
    assertThat(ExactSumsTest.bytes(table)).isEqualTo(ExactSumsTest.bytes(places));
    for (double value : addends(1, ExactSums.FINE).get(0)) {
      ExactSums one = new ExactSums(1, ExactSums.FINE);
      one.addNearest(0, value);
      ExactSums first = new ExactSums(1, ExactSums.FINE);
      first.addNearest(0, new double[] {value}, 1);
      assertThat(ExactSumsTest.bytes(one)).isEqualTo(ExactSumsTest.bytes(first));
    }
  }

  @Test
  void noOrderAndNoGroupingChangesAByte() throws Exception {
    List<double[]> rows = addends(300, ExactSums.FINE);
    byte[] inOrder = ExactSumsTest.bytes(sum(rows));
    Random random = new Random(SEED);
    for (int shards : new int[] {1, 2, 7, 60}) {
      Collections.shuffle(rows, random);
      ExactSums total = new ExactSums(LENGTH, ExactSums.FINE);
      for (int s = 0; s < shards; s++) {
        int from = s * rows.size() / shards;
        total.mergeWith(sum(rows.subList(from, (s + 1) * rows.size() / shards)));
      }
      assertThat(ExactSumsTest.bytes(total)).as("%d shards", shards).isEqualTo(inOrder);
    }
  }

  private static ExactSums sum(List<double[]> rows) {
    ExactSums sums = new ExactSums(LENGTH, ExactSums.FINE);
    for (double[] row : rows) {
      sums.addNearest(0, row, LENGTH);
    }
    return sums;
  }

  /** With its negative control: rounded down, a value and its opposite lose a unit. */
  @Test
  void aValueAndItsOppositeCancel() {
    double[] values = ExactSumsTest.wild(KeyedRandom.of(SEED), LENGTH);
    double[] opposite = new double[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      opposite[i] = -values[i];
    }
    ExactSums nearest = new ExactSums(LENGTH, ExactSums.FINE);
    nearest.addNearest(0, values, LENGTH);
    nearest.addNearest(0, opposite, LENGTH);
    assertThat(nearest.values()).containsOnly(0);
    ExactSums down = new ExactSums(LENGTH, ExactSums.FINE);
    down.add(values);
    down.add(opposite);
    assertThat(down.values()).contains(-0x1p-80);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e300})
  void whatIsNotRepresentableIsNamedAndLeavesTheSums(double bad) throws Exception {
    ExactSums sums = new ExactSums(12, ExactSums.FINE);
    double[] addends = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    sums.addNearest(2, addends, 10);
    byte[] before = ExactSumsTest.bytes(sums);
    for (int at : new int[] {0, 5, 9}) {
      double[] one = addends.clone();
      one[at] = bad;
      assertThatThrownBy(() -> sums.addNearest(2, one, 10))
          .isInstanceOf(NotRepresentableException.class)
          .hasMessageContaining("element " + (2 + at))
          .hasMessageContaining(Double.toString(bad));
      assertThatThrownBy(() -> sums.addNearest(at, bad))
          .isInstanceOf(NotRepresentableException.class)
          .hasMessageContaining("element " + at)
          .hasMessageContaining(Double.toString(bad));
    }
    assertThat(ExactSumsTest.bytes(sums)).isEqualTo(before);
  }

  @Test
  void manyAddendsMeetTheBoundOfTheRangeTogether() throws Exception {
    ExactSums sums = new ExactSums(8, 100);
    double[] addends = {0, 1, 7.5, -7.75, 0, 1, 2, 3};
    // Each of them counts as 8, rounded up, of the 2^26 that the range has.
    for (int n = 0; n < (1 << 23) - 1; n++) {
      sums.addNearest(0, addends, 8);
    }
    byte[] before = ExactSumsTest.bytes(sums);
    assertThatThrownBy(() -> sums.addNearest(0, addends, 8))
        .isInstanceOf(NotRepresentableException.class)
        .hasMessageContaining("element 3");
    assertThat(ExactSumsTest.bytes(sums)).isEqualTo(before);
    assertThat(sums.value(3)).isEqualTo(-7.75 * ((1 << 23) - 1));
  }
}
