package io.ogive.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExactSumsTest {
  private static final double[] SEVEN = {1e10, -1e10, 1.0 / 3, -7.25, 1e-20, 0x1p-60, -3e-24};

  /** The sum of addends rounded down to units, rounded to double once: in integers. */
  private static double reference(double[] addends, int fractionBits) {
    BigDecimal scale = new BigDecimal(BigInteger.ONE.shiftLeft(fractionBits));
    BigInteger sum = BigInteger.ZERO;
    for (double addend : addends) {
      sum =
          sum.add(
              new BigDecimal(addend)
                  .multiply(scale)
                  .setScale(0, RoundingMode.FLOOR)
                  .toBigIntegerExact());
    }
    return Math.scalb(sum.doubleValue(), -fractionBits);
  }

  static double sum(double[] addends, int fractionBits) {
    ExactSums sums = new ExactSums(1, fractionBits);
    for (double addend : addends) {
      sums.add(0, addend);
    }
    return sums.value(0);
  }

  static double[] wild(KeyedRandom random, int length) {
    double[] addends = new double[length];
    for (int i = 0; i < length; i++) {
      addends[i] = Math.scalb(2 * random.nextDouble() - 1, random.nextInt(150) - 130);
    }
    return addends;
  }

  static List<double[]> ordersOf(double[] addends) {
    List<double[]> orders = new ArrayList<>();
    permute(addends.clone(), 0, orders);
    return orders;
  }

  private static void permute(double[] values, int from, List<double[]> orders) {
    if (from == values.length) {
      orders.add(values.clone());
    }
    for (int i = from; i < values.length; i++) {
      double first = values[i];
      values[i] = values[from];
      values[from] = first;
      permute(values, from + 1, orders);
      values[from] = values[i];
      values[i] = first;
    }
  }

  @Test
  void noOrderOfSevenAddendsChangesABit() {
    List<double[]> orders = ordersOf(SEVEN);
    assertThat(orders).hasSize(5040);
    Set<Double> sums = new HashSet<>();
    for (double[] order : orders) {
      sums.add(sum(order, ExactSums.FINE));
    }
    assertThat(sums).containsExactly(reference(SEVEN, ExactSums.FINE));
  }

  /** The negative control of the test above. */
  @Test
  void aPlainSumDependsOnTheOrder() {
    Set<Double> sums = new HashSet<>();
    for (double[] order : ordersOf(SEVEN)) {
      sums.add(Arrays.stream(order).reduce(0, Double::sum));
    }
    assertThat(sums).hasSizeGreaterThan(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 80, 100})
  void theSumIsTheIntegerSumCorrectlyRounded(int fractionBits) {
    for (int seed = 0; seed < 300; seed++) {
      KeyedRandom random = KeyedRandom.of(seed, fractionBits);
      double[] addends = wild(random, 1 + random.nextInt(40));
      assertThat(sum(addends, fractionBits))
          .as("seed %d, %d fraction bits", seed, fractionBits)
          .isEqualTo(reference(addends, fractionBits));
    }
  }

  @Test
  void aVectorOfAddendsIsAddedAsItsElementsAre() {
    KeyedRandom random = KeyedRandom.of(5);
    ExactSums whole = new ExactSums(33, ExactSums.FINE);
    double[][] addends = new double[50][];
    for (int n = 0; n < addends.length; n++) {
      addends[n] = wild(random, 33);
      whole.add(addends[n]);
    }
    for (int i = 0; i < 33; i++) {
      int column = i;
      double[] one = Arrays.stream(addends).mapToDouble(a -> a[column]).toArray();
      assertThat(whole.value(i)).isEqualTo(reference(one, ExactSums.FINE));
    }
    assertThat(whole.values()).hasSize(33).endsWith(whole.value(32));
  }

  @Test
  void noTreeOfMergesChangesABit() throws Exception {
    KeyedRandom random = KeyedRandom.of(6);
    ExactSums inOrder = new ExactSums(4, ExactSums.FINE);
    List<ExactSums> parts = new ArrayList<>();
    for (int n = 0; n < 4000; n++) {
      double[] addends = wild(random, 4);
      inOrder.add(addends);
      ExactSums part = new ExactSums(4, ExactSums.FINE);
      part.add(addends);
      parts.add(part);
    }
    while (parts.size() > 1) {
      ExactSums last = parts.remove(parts.size() - 1);
      parts.get(random.nextInt(parts.size())).mergeWith(last);
    }
    assertThat(bytes(parts.get(0))).isEqualTo(bytes(inOrder));
  }

  @Test
  void aPartOfTheSumsIsAddedToAsOneByOne() throws Exception {
    double[] addends = wild(KeyedRandom.of(7), 5);
    ExactSums together = new ExactSums(9, ExactSums.FINE);
    together.add(3, addends, 4);
    for (int i = 0; i < 9; i++) {
      double alone = i >= 3 && i < 7 ? sum(new double[] {addends[i - 3]}, ExactSums.FINE) : 0;
      assertThat(together.value(i)).isEqualTo(alone);
    }
    byte[] before = bytes(together);
    assertThatThrownBy(() -> together.add(3, new double[] {1, Double.NaN, 2}, 3))
        .isInstanceOf(NotRepresentableException.class)
        .satisfies(e -> assertThat(((NotRepresentableException) e).index()).isEqualTo(4));
    assertThat(bytes(together)).isEqualTo(before);
  }

  @Test
  void anEmptySumIsTheIdentityOfMerging() throws Exception {
    ExactSums sums = new ExactSums(3, ExactSums.WIDE);
    sums.add(new double[] {1.5, -2e-9, 1e12});
    byte[] before = bytes(sums);
    sums.mergeWith(new ExactSums(3, ExactSums.WIDE));
    assertThat(bytes(sums)).isEqualTo(before);
    assertThat(bytes(new ExactSums(3, ExactSums.WIDE).mergeWith(sums))).isEqualTo(before);
    assertThat(new ExactSums(3, ExactSums.WIDE).values()).containsExactly(0, 0, 0);
    assertThat(new ExactSums(0, ExactSums.WIDE).values()).isEmpty();
  }

  @Test
  void aRoundTripKeepsAllOfIt() throws Exception {
    ExactSums sums = new ExactSums(1, ExactSums.FINE);
    sums.add(0, -1.0 / 3);
    byte[] bytes = bytes(sums);
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      ExactSums read = (ExactSums) in.readObject();
      assertThat(read.value(0)).isEqualTo(sums.value(0));
      assertThat(bytes(read)).isEqualTo(bytes);
    }
  }

  @Test
  void addendsAreRoundedDownToTheUnit() {
    double unit = 0x1p-80;
    assertThat(sum(new double[] {unit / 2}, 80)).isEqualTo(0);
    assertThat(sum(new double[] {-unit / 2}, 80)).isEqualTo(-unit);
    assertThat(sum(new double[] {Math.nextDown(unit)}, 80)).isEqualTo(0);
    assertThat(sum(new double[] {unit}, 80)).isEqualTo(unit);
    assertThat(sum(new double[] {-5 * unit}, 80)).isEqualTo(-5 * unit);
    assertThat(sum(new double[] {-5.5 * unit}, 80)).isEqualTo(-6 * unit);
    assertThat(sum(new double[] {Double.MIN_VALUE}, 80)).isEqualTo(0);
    assertThat(sum(new double[] {-Double.MIN_VALUE}, 80)).isEqualTo(-unit);
    assertThat(sum(new double[] {-0.0, 0.0}, 80)).isEqualTo(0);
  }

  @Test
  void unitsAreAddedAsTheNumberThatTheyCount() {
    long[] units = {1, -1, 0, 1L << 62, -(1L << 62), Long.MAX_VALUE, -12_345_678_901_234L};
    for (int fractionBits : new int[] {ExactSums.WIDE, ExactSums.FINE}) {
      for (int unitBits : new int[] {47, 63}) {
        ExactSums sums = new ExactSums(2, fractionBits);
        BigDecimal expected = BigDecimal.ZERO;
        for (long unit : units) {
          sums.addUnits(1, unit, unitBits);
          expected =
              expected.add(
                  new BigDecimal(unit).divide(new BigDecimal(BigInteger.TWO.pow(unitBits))));
        }
        assertThat(sums.value(1)).isEqualTo(expected.doubleValue());
        assertThat(sums.value(0)).isZero();
      }
    }
    ExactSums sums = new ExactSums(1, ExactSums.WIDE);
    assertThatThrownBy(() -> sums.addUnits(0, 1, 64)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> sums.addUnits(0, Long.MIN_VALUE, 0))
        .isInstanceOf(NotRepresentableException.class);
    assertThat(sums.value(0)).isZero();
  }

  @Test
  void aSumAndItsOppositeCancel() {
    KeyedRandom random = KeyedRandom.of(7);
    ExactSums sums = new ExactSums(1, 64);
    for (int n = 0; n < 1000; n++) {
      double whole = (random.nextLong() >> 20) * 0x1p-64;
      sums.add(0, whole);
      sums.add(0, -whole);
    }
    assertThat(sums.value(0)).isEqualTo(0);
  }

  static byte[] bytes(ExactSums sums) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(sums);
    }
    return bytes.toByteArray();
  }
}
