package io.ogive.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LosslessSumsTest {
  private static double[] addends(int count, int range, long seed) {
    KeyedRandom random = KeyedRandom.of(seed, count);
    double[] addends = new double[count];
    for (int i = 0; i < count; i++) {
      addends[i] = Math.scalb(random.nextDouble() - 0.5, random.nextInt(2 * range + 1) - range);
    }
    return addends;
  }

  private static BigDecimal exact(double[] addends) {
    BigDecimal sum = BigDecimal.ZERO;
    for (double addend : addends) {
      sum = sum.add(new BigDecimal(addend));
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 20, 60, 300, 700})
  void nothingIsLostInAnyOrderAndGrouping(int range) {
    double[] addends = addends(500, range, 1);
    BigDecimal exact = exact(addends);
    List<LosslessSums.Pair> scaled = new ArrayList<>();
    for (int seed = 0; seed < 8; seed++) {
      int[] order = KeyedRandom.of(seed).permutation(addends.length);
      LosslessSums sums = new LosslessSums(2);
      LosslessSums others = new LosslessSums(1);
      for (int i = 0; i < order.length; i++) {
        if (i % (seed + 1) == 0) {
          sums.add(1, addends[order[i]]);
        } else {
          others.add(0, addends[order[i]]);
        }
      }
      sums.add(1, others, 0);
      assertThat(sums.exact(1)).isEqualByComparingTo(exact);
      assertThat(sums.value(1)).isEqualTo(exact.doubleValue());
      assertThat(sums.exact(0)).isEqualByComparingTo(BigDecimal.ZERO);
      scaled.add(sums.scaled(1, -100));
    }
    assertThat(scaled).containsOnly(scaled.get(0));
    double value = scaled.get(0).value();
    BigDecimal expected = exact.multiply(LosslessSums.powerOfTwo(-100));
    assertThat(value).isEqualTo(expected.doubleValue());
    assertThat(scaled.get(0).remainder())
        .isEqualTo(expected.subtract(new BigDecimal(value)).doubleValue());
  }

  /** The negative control: what the cascade is for. */
  @Test
  void aPlainSumLosesSome() {
    double[] addends = addends(500, 20, 1);
    double plain = 0;
    for (double addend : addends) {
      plain += addend;
    }
    assertThat(new BigDecimal(plain)).isNotEqualByComparingTo(exact(addends));
  }

  @Test
  void productsAreNotRounded() {
    LosslessSums sums = new LosslessSums(1);
    BigDecimal exact = BigDecimal.ZERO;
    double[] a = addends(300, 100, 5);
    double[] b = addends(300, 100, 6);
    for (int i = 0; i < a.length; i++) {
      sums.addProduct(0, a[i], b[i]);
      exact = exact.add(new BigDecimal(a[i]).multiply(new BigDecimal(b[i])));
    }
    assertThat(sums.exact(0)).isEqualByComparingTo(exact);
  }

  @Test
  void whatCancelsLeavesNothing() {
    LosslessSums sums = new LosslessSums(1);
    double[] addends = addends(200, 300, 9);
    for (double addend : addends) {
      sums.add(0, addend);
    }
    sums.add(0, 0x1p-1000);
    for (double addend : addends) {
      sums.add(0, -addend);
    }
    assertThat(sums.value(0)).isEqualTo(0x1p-1000);
    assertThat(sums.scaled(0, 1000)).isEqualTo(new LosslessSums.Pair(1, 0));
  }

  @Test
  void theSmallestAddendBreaksATie() {
    for (double smallest : new double[] {0x1p-200, -0x1p-200, 0x1p-107, -0x1p-107}) {
      LosslessSums sums = new LosslessSums(1);
      sums.add(0, 1);
      sums.add(0, 0x1p-53);
      sums.add(0, smallest);
      assertThat(sums.value(0)).isEqualTo(smallest > 0 ? 1 + 0x1p-52 : 1);
      double left = smallest > 0 ? -0x1p-53 : 0x1p-53;
      assertThat(sums.scaled(0, 3))
          .isEqualTo(new LosslessSums.Pair(8 * sums.value(0), 8 * (left + smallest)));
    }
  }

  @Test
  void sumsBeyondTheRangeOfDoublesAreScaledBack() {
    LosslessSums sums = new LosslessSums(1);
    BigDecimal huge = LosslessSums.powerOfTwo(1500);
    sums.add(0, huge);
    sums.add(0, huge);
    assertThat(sums.scaled(0, -1500)).isEqualTo(new LosslessSums.Pair(2, 0));
    assertThat(sums.exact(0)).isEqualByComparingTo(LosslessSums.powerOfTwo(1501));
  }

  @Test
  void roomCanGrowAndShrink() {
    LosslessSums sums = new LosslessSums(1);
    sums.add(0, 3);
    sums.resize(5);
    sums.add(4, 7);
    assertThat(sums.length()).isEqualTo(5);
    assertThat(sums.value(0)).isEqualTo(3);
    assertThat(sums.value(4)).isEqualTo(7);
  }

  @Test
  void quotientsAndSquaresHaveTwiceTheDigits() {
    LosslessSums.Pair third = new LosslessSums.Pair(1, 0).over(new LosslessSums.Pair(3, 0));
    BigDecimal whole = new BigDecimal(third.value()).add(new BigDecimal(third.remainder()));
    double error =
        whole.multiply(BigDecimal.valueOf(3)).subtract(BigDecimal.ONE).abs().doubleValue();
    assertThat(error).isLessThan(0x1p-100).isNotZero();
    LosslessSums.Pair ninth = third.squared();
    assertThat(Math.abs(ninth.over(third).minus(third))).isLessThan(0x1p-100);
  }
}
