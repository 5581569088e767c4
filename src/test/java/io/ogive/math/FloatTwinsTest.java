package io.ogive.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The float32 kernels, scalar and SIMD of every width, meet one contract, so their bits agree. */
class FloatTwinsTest {
  @Test
  void theScalarKernelsKeepTheContract() {
    new FloatContract("scalar", Kernels.scalar().floats()).checkAll();
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "vector-512", "vector-256", "vector-128"})
  void kernelsOfEveryWidthKeepTheContract(String choice) throws Exception {
    String name = FreshMath.call(choice, "io.ogive.math.FloatContract", "checkVectorKernels");
    assertThat(name).startsWith("vector ");
  }

  /** The negative control. */
  @Test
  void theContractFindsEachSloppyKernel() {
    FloatContract sloppy = new FloatContract("sloppy", new SloppyKernels().floats());
    assertThatThrownBy(sloppy::sigmoid).hasMessageStartingWith("sloppy, sigmoid");
    assertThatThrownBy(sloppy::adam).hasMessageStartingWith("sloppy, adam");
    assertThatThrownBy(sloppy::rows).hasMessageStartingWith("sloppy, rows");
  }

  @Test
  void theSigmoidIsWithinTheStatedErrorDownToItsFloor() {
    KeyedRandom random = KeyedRandom.of(7);
    double largest = 0;
    double cancelling = 0;
    for (int i = 0; i < 1_000_000; i++) {
      float z = (float) ((2 * random.nextDouble() - 1) * (i % 2 == 0 ? 87 : 3));
      double exact = Sigmoid.sigmoid(z);
      largest = Math.max(largest, ulps(FloatSigmoid.sigmoid(z), exact));
      cancelling = Math.max(cancelling, ulps(1 - 1 / (1 + (float) Math.exp(z)), exact));
    }
    assertThat(largest).isLessThan(2.3);
    assertThat(cancelling).isGreaterThan(1e6);
    assertThat(FloatSigmoid.sigmoid(0)).isEqualTo(0.5f);
    assertThat(FloatSigmoid.sigmoid(Float.POSITIVE_INFINITY)).isEqualTo(1f);
    assertThat(FloatSigmoid.sigmoid(Float.NEGATIVE_INFINITY)).isBetween(1e-38f, 2e-38f);
    assertThat(FloatSigmoid.sigmoid(Float.NaN)).isNaN();
  }

  private static double ulps(float found, double exact) {
    return Math.abs(found - exact) / Math.ulp((float) exact);
  }
}
