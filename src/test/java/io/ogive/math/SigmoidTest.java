package io.ogive.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SigmoidTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final double TINY = Double.MIN_VALUE;

  /** Even sweeps at three scales, the joints of the reduction, and any exponent. */
  private static double[] sweep() {
    DoubleStream.Builder z = DoubleStream.builder();
    KeyedRandom random = KeyedRandom.of(20260101);
    for (int i = 0; i < 700; i++) {
      z.add(1500 * random.nextDouble() - 750);
      z.add(80 * random.nextDouble() - 40);
      z.add(2 * random.nextDouble() - 1);
      z.add(-700 - 46 * random.nextDouble());
      z.add(Math.scalb(random.nextDouble() - 0.5, random.nextInt(70) - 60));
    }
    for (int k = -40; k <= 40; k++) {
      double joint = (k + 0.5) * StrictMath.log(2);
      z.add(joint).add(Math.nextUp(joint)).add(Math.nextDown(joint));
    }
    return z.build().toArray();
  }

  private static double largestError(DoubleUnaryOperator own, DoubleFunction<BigDecimal> exact) {
    double largest = 0;
    for (double z : sweep()) {
      double result = own.applyAsDouble(z);
      if (Double.isFinite(result)) {
        largest = Math.max(largest, ExactFunctions.ulps(result, exact.apply(z)));
      }
    }
    return largest;
  }

  @Test
  void expIsWithinTheStatedError() {
    assertThat(largestError(Sigmoid::exp, ExactFunctions::exp)).isLessThan(1.03);
  }

  @Test
  void sigmoidIsWithinTheStatedError() {
    assertThat(largestError(Sigmoid::sigmoid, ExactFunctions::sigmoid)).isLessThan(1.47);
  }

  @Test
  void softplusIsWithinTheStatedError() {
    assertThat(largestError(Sigmoid::softplus, ExactFunctions::softplus)).isLessThan(1.47);
  }

  /** The negative control of the three tests above. */
  @Test
  void theTextbookFormsAreFoundOut() {
    assertThat(largestError(z -> 1 - 1 / (1 + StrictMath.exp(z)), ExactFunctions::sigmoid))
        .isGreaterThan(1e6);
    assertThat(largestError(z -> StrictMath.log(1 + StrictMath.exp(z)), ExactFunctions::softplus))
        .isGreaterThan(1e6);
    assertThat(largestError(z -> StrictMath.exp((float) z), ExactFunctions::exp))
        .isGreaterThan(1e6);
  }

  @Test
  void theReferenceIsRight() {
    // e, and log 2, to 41 digits (OEIS A001113, A002162).
    assertThat(
            ExactFunctions.exp(1.0)
                .subtract(new BigDecimal("2.7182818284590452353602874713526624977572"))
                .abs())
        .isLessThan(new BigDecimal("1e-39"));
    assertThat(
            ExactFunctions.softplus(0)
                .subtract(new BigDecimal("0.69314718055994530941723212145817656807550"))
                .abs())
        .isLessThan(new BigDecimal("1e-39"));
  }

  @Test
  void expOfSpecialValues() {
    assertThat(Sigmoid.exp(0.0)).isEqualTo(1.0);
    assertThat(Sigmoid.exp(-0.0)).isEqualTo(1.0);
    assertThat(Sigmoid.exp(TINY)).isEqualTo(1.0);
    assertThat(Sigmoid.exp(-TINY)).isEqualTo(1.0);
    assertThat(Sigmoid.exp(Double.MIN_NORMAL)).isEqualTo(1.0);
    assertThat(Sigmoid.exp(INFINITY)).isEqualTo(INFINITY);
    assertThat(Sigmoid.exp(-INFINITY)).isEqualTo(0.0);
    assertThat(Sigmoid.exp(Double.NaN)).isNaN();
    assertThat(Sigmoid.exp(750)).isEqualTo(INFINITY);
    assertThat(Sigmoid.exp(-750)).isEqualTo(0.0);
    assertThat(Sigmoid.exp(Double.MAX_VALUE)).isEqualTo(INFINITY);
    assertThat(Sigmoid.exp(-Double.MAX_VALUE)).isEqualTo(0.0);
    // The last argument whose exponential is finite, and the last whose is not zero.
    double last = 0x1.62e42fefa39efp9;
    assertThat(Sigmoid.exp(last)).isFinite();
    assertThat(Sigmoid.exp(Math.nextUp(last))).isEqualTo(INFINITY);
    assertThat(Sigmoid.exp(-745.13)).isEqualTo(TINY);
    assertThat(Sigmoid.exp(-745.14)).isEqualTo(0.0);
  }

  @Test
  void sigmoidOfSpecialValues() {
    assertThat(Sigmoid.sigmoid(0.0)).isEqualTo(0.5);
    assertThat(Sigmoid.sigmoid(-0.0)).isEqualTo(0.5);
    assertThat(Sigmoid.sigmoid(TINY)).isEqualTo(0.5);
    assertThat(Sigmoid.sigmoid(INFINITY)).isEqualTo(1.0);
    assertThat(Sigmoid.sigmoid(-INFINITY)).isEqualTo(0.0);
    assertThat(Sigmoid.sigmoid(Double.NaN)).isNaN();
    assertThat(Sigmoid.sigmoid(750)).isEqualTo(1.0);
    assertThat(Sigmoid.sigmoid(-750)).isEqualTo(0.0);
    assertThat(Sigmoid.sigmoid(Double.MAX_VALUE)).isEqualTo(1.0);
    assertThat(Sigmoid.sigmoid(-Double.MAX_VALUE)).isEqualTo(0.0);
  }

  @Test
  void softplusOfSpecialValues() {
    assertThat(Sigmoid.softplus(0.0)).isEqualTo(0x1.62e42fefa39efp-1);
    assertThat(Sigmoid.softplus(-0.0)).isEqualTo(0x1.62e42fefa39efp-1);
    assertThat(Sigmoid.softplus(INFINITY)).isEqualTo(INFINITY);
    assertThat(Sigmoid.softplus(-INFINITY)).isEqualTo(0.0);
    assertThat(Sigmoid.softplus(Double.NaN)).isNaN();
    assertThat(Sigmoid.softplus(750)).isEqualTo(750.0);
    assertThat(Sigmoid.softplus(-750)).isEqualTo(0.0);
    assertThat(Sigmoid.softplus(Double.MAX_VALUE)).isEqualTo(Double.MAX_VALUE);
    assertThat(Sigmoid.softplus(-Double.MAX_VALUE)).isEqualTo(0.0);
  }

  @Test
  void theLowTailKeepsItsDigits() {
    // Far below 0 both functions are exp(z) but for a term of its square.
    for (double z = -745; z < -37; z += 0.5) {
      assertThat(Sigmoid.sigmoid(z)).as("sigmoid(%s)", z).isEqualTo(Sigmoid.exp(z));
      assertThat(Sigmoid.softplus(z)).as("softplus(%s)", z).isEqualTo(Sigmoid.exp(z));
    }
  }

  @Test
  void theSidesOfTheSigmoidAddToOne() {
    for (double z : sweep()) {
      double sum = Sigmoid.sigmoid(z) + Sigmoid.sigmoid(-z);
      assertThat(Math.abs(sum - 1)).as("z = %s", z).isLessThanOrEqualTo(0x1p-52);
    }
  }

  @Test
  void theBitsAreTheSameOnEveryMachine() {
    long hash = 0;
    for (double z : sweep()) {
      hash = Hash64.mix(hash, Double.doubleToRawLongBits(Sigmoid.exp(z)));
      hash = Hash64.mix(hash, Double.doubleToRawLongBits(Sigmoid.sigmoid(z)));
      hash = Hash64.mix(hash, Double.doubleToRawLongBits(Sigmoid.softplus(z)));
    }
    assertThat(hash).isEqualTo(-5305865226500314379L);
  }

  @Test
  void logIsThatOfStrictMath() {
    assertThat(Sigmoid.log(10)).isEqualTo(StrictMath.log(10));
  }
}
