package io.ogive.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TanhTest {

  @Test
  void fourHundredThousandArgumentsAreWithinFourUlp() {
    KeyedRandom random = KeyedRandom.of(7);
    double worst = 0;
    for (int n = 0; n < 400_000; n++) {
      double z = (random.nextDouble() - 0.5) * Math.scalb(1.0, random.nextInt(12) - 5);
      // StrictMath's is within 1 ulp (2.5 by its contract).
      double expected = StrictMath.tanh(z);
      worst = Math.max(worst, Math.abs(Tanh.tanh(z) - expected) / Math.ulp(expected));
    }
    assertThat(worst).isLessThanOrEqualTo(4);
  }

  @Test
  void smallArgumentsKeepTheirDigits() {
    for (int k = 1; k < 300; k += 7) {
      double z = Math.pow(10, -k);
      assertThat(Tanh.tanh(z) / StrictMath.tanh(z)).isCloseTo(1, within(1e-15));
    }
    // The control: twice a sigmoid less one has none left.
    assertThat(2 * Sigmoid.sigmoid(2e-17) - 1).isZero();
  }

  @Test
  void itIsOddAndItsEndsAreOneAndNaN() {
    KeyedRandom random = KeyedRandom.of(8);
    for (int n = 0; n < 1000; n++) {
      double z = 10 * random.nextDouble();
      assertThat(Tanh.tanh(-z)).isEqualTo(-Tanh.tanh(z));
    }
    assertThat(Tanh.tanh(0)).isZero();
    assertThat(Tanh.tanh(20)).isEqualTo(1);
    assertThat(Tanh.tanh(Double.POSITIVE_INFINITY)).isEqualTo(1);
    assertThat(Tanh.tanh(Double.NEGATIVE_INFINITY)).isEqualTo(-1);
    assertThat(Tanh.tanh(Double.NaN)).isNaN();
  }
}
