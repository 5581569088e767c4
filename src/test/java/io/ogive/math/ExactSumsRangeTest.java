package io.ogive.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the range of {@link ExactSums} ends: nothing wraps, and the sums stay as they were. */
class ExactSumsRangeTest {
  @ParameterizedTest
  @ValueSource(ints = {64, 80, 100})
  void eachBoundOfTheRangeIsKept(int fractionBits) {
    double limit = Math.scalb(1.0, 126 - fractionBits);
    double under = fractionBits == 64 ? Math.nextDown(limit) : limit - 2;
    for (int sign : new int[] {1, -1}) {
      assertThat(ExactSumsTest.sum(new double[] {sign * under}, fractionBits))
          .isEqualTo(sign * under);
      // A magnitude is counted rounded up, so the last whole number below the bound is refused.
      if (fractionBits > 64) {
        assertThatThrownBy(() -> ExactSumsTest.sum(new double[] {sign * (limit - 1)}, fractionBits))
            .isInstanceOf(NotRepresentableException.class);
      }
      assertThatThrownBy(() -> ExactSumsTest.sum(new double[] {sign * limit}, fractionBits))
          .isInstanceOf(NotRepresentableException.class);
      assertThatThrownBy(() -> ExactSumsTest.sum(new double[] {sign * 2 * limit}, fractionBits))
          .isInstanceOf(NotRepresentableException.class);
      assertThatThrownBy(
              () -> ExactSumsTest.sum(new double[] {sign * Double.MAX_VALUE}, fractionBits))
          .isInstanceOf(NotRepresentableException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 80, 100})
  void manyAddendsMeetTheBoundTogether(int fractionBits) {
    double quarter = Math.scalb(1.0, 124 - fractionBits);
    double[] three = {quarter, -quarter, quarter};
    assertThat(ExactSumsTest.sum(three, fractionBits)).isEqualTo(quarter);
    double[] four = {quarter, -quarter, quarter, -quarter};
    assertThatThrownBy(() -> ExactSumsTest.sum(four, fractionBits))
        .isInstanceOf(NotRepresentableException.class);
  }

  @Test
  void mergingMeetsTheBoundToo() {
    double half = 0x1p45;
    assertThatThrownBy(() -> single(half).mergeWith(single(half)))
        .isInstanceOf(NotRepresentableException.class);
    assertThatThrownBy(() -> single(half - 1).mergeWith(single(half - 1)))
        .isInstanceOf(NotRepresentableException.class);
    assertThat(single(half - 1).mergeWith(single(half - 2)).value(0)).isEqualTo(0x1p46 - 3);
  }

  private static ExactSums single(double value) {
    ExactSums sums = new ExactSums(1, ExactSums.FINE);
    sums.add(0, value);
    return sums;
  }

  @Test
  void whetherTheRangeIsLeftDoesNotDependOnTheOrder() {
    double[] addends = {0x1p45, -0x1p44, 0x1p43, -0x1p43, 1, 2, 3};
    for (double[] order : ExactSumsTest.ordersOf(addends)) {
      assertThatThrownBy(() -> ExactSumsTest.sum(order, ExactSums.FINE))
          .isInstanceOf(NotRepresentableException.class);
    }
    double[] fewer = {0x1p45, -0x1p44, 0x1p43, -0x1p42, 1, 2, 3};
    for (double[] order : ExactSumsTest.ordersOf(fewer)) {
      assertThatCode(() -> ExactSumsTest.sum(order, ExactSums.FINE)).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e300})
  void whatIsNotRepresentableIsNamedAndLeavesTheSums(double bad) throws Exception {
    ExactSums sums = new ExactSums(3, ExactSums.FINE);
    sums.add(new double[] {1, 2, 3});
    byte[] before = ExactSumsTest.bytes(sums);
    assertThatThrownBy(() -> sums.add(new double[] {1e9, -2, bad}))
        .isInstanceOf(NotRepresentableException.class)
        .hasMessageContaining("element 2")
        .hasMessageContaining(Double.toString(bad))
        .extracting(e -> ((NotRepresentableException) e).index())
        .isEqualTo(2);
    assertThatThrownBy(() -> sums.add(1, bad))
        .isInstanceOf(NotRepresentableException.class)
        .hasMessageContaining("element 1")
        .extracting(e -> ((NotRepresentableException) e).value())
        .isEqualTo(bad);
    assertThat(ExactSumsTest.bytes(sums)).isEqualTo(before);
  }

  @Test
  void anotherShapeIsRefused() {
    ExactSums sums = new ExactSums(2, ExactSums.FINE);
    assertThatThrownBy(() -> sums.add(new double[3])).hasMessage("expected 2 addends, got 3");
    assertThatThrownBy(() -> sums.mergeWith(new ExactSums(3, ExactSums.FINE)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> sums.mergeWith(new ExactSums(2, ExactSums.WIDE)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ExactSums(1, 63)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ExactSums(1, 101)).isInstanceOf(IllegalArgumentException.class);
  }
}
