package io.ogive.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.ogive.math.KeyedRandom;
import io.ogive.math.Sigmoid;
import org.junit.jupiter.api.Test;

class OctavesTest {
  private static double slope(double h) {
    return 4 * h * (1 - h);
  }

  private static void add(Octaves octaves, double z) {
    double h = Sigmoid.sigmoid(z);
    octaves.add(h, slope(h));
  }

  private static double[] sums(int seed, int length) {
    KeyedRandom random = KeyedRandom.of(seed);
    double[] z = new double[length];
    for (int i = 0; i < length; i++) {
      z[i] = 60 * random.nextDouble() - 30;
    }
    return z;
  }

  @Test
  void anOctaveEndsAtAPowerOfTwo() {
    for (int k = 0; k < Octaves.SIZE - 1; k++) {
      double power = Math.scalb(1.0, -k);
      assertThat(Octaves.octave(power)).isEqualTo(k);
      assertThat(Octaves.octave(Math.nextUp(power))).isEqualTo(Math.max(0, k));
      assertThat(Octaves.octave(Math.nextDown(power))).isEqualTo(k + 1);
    }
    assertThat(Octaves.octave(0x1p-31)).isEqualTo(31);
    assertThat(Octaves.octave(0x1p-40)).isEqualTo(31);
    assertThat(Octaves.octave(Double.MIN_VALUE)).isEqualTo(31);
    assertThat(Octaves.octave(0)).isEqualTo(31);
  }

  @Test
  void namedOctavesBeginAtTheirSlopesAndSums() {
    // g = 1 / cosh(z/2)^2, so g = 2^-2n is met at z = 2 log(2^n + sqrt(4^n - 1)).
    int[] octaves = {Octaves.SOFT, Octaves.SATURATED, Octaves.DEEP};
    double[] slopes = {1.0 / 4, 1.0 / 16, 1.0 / 256};
    double[] bounds = {
      2 * Math.log(2 + Math.sqrt(3)),
      2 * Math.log(4 + Math.sqrt(15)),
      2 * Math.log(16 + Math.sqrt(255))
    };
    for (int n = 0; n < octaves.length; n++) {
      assertThat(Octaves.octave(slopes[n])).isEqualTo(octaves[n] - 1);
      assertThat(Octaves.octave(Math.nextDown(slopes[n]))).isEqualTo(octaves[n]);
      for (int sign : new int[] {1, -1}) {
        Octaves seen = new Octaves();
        add(seen, sign * (bounds[n] - 1e-9));
        assertThat(seen.from(octaves[n])).isZero();
        add(seen, sign * (bounds[n] + 1e-9));
        assertThat(seen.from(octaves[n])).isOne();
      }
    }
  }

  @Test
  void everyCountEqualsARecount() {
    double[] sums = sums(1, 20_000);
    Octaves octaves = new Octaves();
    for (double z : sums) {
      add(octaves, z);
    }
    assertThat(octaves.count()).isEqualTo(sums.length);
    for (int k = 0; k < Octaves.SIZE; k++) {
      double above = k == 0 ? Double.MAX_VALUE : Math.pow(2, 1 - k);
      double below = k == Octaves.SIZE - 1 ? 0 : Math.pow(2, -k);
      long low = 0;
      long high = 0;
      long from = 0;
      for (double z : sums) {
        double g = slope(Sigmoid.sigmoid(z));
        boolean inside = below <= g && g < above;
        low += inside && z < 0 ? 1 : 0;
        high += inside && z >= 0 ? 1 : 0;
        from += g < above ? 1 : 0;
      }
      assertThat(octaves.low(k)).as("low %d", k).isEqualTo(low);
      assertThat(octaves.high(k)).as("high %d", k).isEqualTo(high);
      assertThat(octaves.from(k)).as("from %d", k).isEqualTo(from);
    }
  }

  /** The negative control of the recount: octaves by a rounded logarithm misplace the bounds. */
  @Test
  void aRoundedLogarithmWouldBeFoundOut() {
    int misplaced = 0;
    for (int k = 0; k < Octaves.SIZE - 1; k++) {
      double g = Math.nextDown(Math.scalb(1.0, -k));
      int byLogarithm = (int) Math.ceil(-Math.log(g) / Math.log(2));
      misplaced += byLogarithm == Octaves.octave(g) ? 0 : 1;
    }
    assertThat(misplaced).isPositive();
  }

  @Test
  void theSideIsThatOfOneHalf() {
    Octaves octaves = new Octaves();
    octaves.add(0.5, 1);
    octaves.add(Math.nextDown(0.5), slope(Math.nextDown(0.5)));
    octaves.add(1, 0);
    octaves.add(0, 0);
    assertThat(octaves.high(0)).isEqualTo(1);
    assertThat(octaves.low(0) + octaves.low(1)).isEqualTo(1);
    assertThat(octaves.high(31)).isEqualTo(1);
    assertThat(octaves.low(31)).isEqualTo(1);
  }

  @Test
  void noOrderOfMergingChangesACount() {
    Octaves whole = new Octaves();
    Octaves[] parts = {new Octaves(), new Octaves(), new Octaves()};
    double[] sums = sums(2, 999);
    for (int i = 0; i < sums.length; i++) {
      add(whole, sums[i]);
      add(parts[i * i % 3], sums[i]);
    }
    Octaves merged = new Octaves().mergeWith(parts[2]).mergeWith(parts[0]).mergeWith(parts[1]);
    assertThat(Serialized.bytes(merged)).isEqualTo(Serialized.bytes(whole));
    merged.mergeWith(new Octaves());
    assertThat(Serialized.bytes(merged)).isEqualTo(Serialized.bytes(whole));
    assertThat(new Octaves().count()).isZero();
  }
}
