package io.ogive.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class Hash64Test {
  private static final int LENGTH = 20;

  @Test
  void anyFlippedBitOfADoubleChangesTheHash() {
    double[] values = new double[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      values[i] = 1.0 / (i + 1);
    }
    Set<Long> hashes = new HashSet<>(Set.of(Hash64.of(1, values)));
    for (int i = 0; i < LENGTH; i++) {
      for (int bit = 0; bit < Long.SIZE; bit++) {
        double[] flipped = values.clone();
        flipped[i] = Double.longBitsToDouble(Double.doubleToRawLongBits(values[i]) ^ 1L << bit);
        assertThat(hashes.add(Hash64.of(1, flipped))).as("bit %d of value %d", bit, i).isTrue();
      }
    }
  }

  @Test
  void anyFlippedBitOfAFloatIntOrByteChangesTheHash() {
    float[] floats = new float[LENGTH];
    int[] ints = new int[LENGTH];
    byte[] bytes = new byte[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      floats[i] = 1.0f / (i + 1);
      ints[i] = 31 * i;
      bytes[i] = (byte) (7 * i);
    }
    for (int i = 0; i < LENGTH; i++) {
      for (int bit = 0; bit < Integer.SIZE; bit++) {
        float[] otherFloats = floats.clone();
        otherFloats[i] = Float.intBitsToFloat(Float.floatToRawIntBits(floats[i]) ^ 1 << bit);
        assertThat(Hash64.of(1, otherFloats)).isNotEqualTo(Hash64.of(1, floats));
        int[] otherInts = ints.clone();
        otherInts[i] ^= 1 << bit;
        assertThat(Hash64.of(1, otherInts)).isNotEqualTo(Hash64.of(1, ints));
      }
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        byte[] otherBytes = bytes.clone();
        otherBytes[i] ^= (byte) (1 << bit);
        assertThat(Hash64.of(1, otherBytes)).isNotEqualTo(Hash64.of(1, bytes));
      }
    }
  }

  @Test
  void orderLengthSeedAndSignOfZeroCount() {
    assertThat(Hash64.of(0, new int[] {1, 2})).isNotEqualTo(Hash64.of(0, new int[] {2, 1}));
    assertThat(Hash64.of(0, new int[0])).isNotEqualTo(Hash64.of(0, new int[1]));
    assertThat(Hash64.of(0, new int[1])).isNotEqualTo(Hash64.of(0, new int[2]));
    assertThat(Hash64.of(0, new int[] {1})).isNotEqualTo(Hash64.of(1, new int[] {1}));
    assertThat(Hash64.of(0, new double[] {0.0})).isNotEqualTo(Hash64.of(0, new double[] {-0.0}));
  }

  /** The negative control: a hash that adds up sees neither order nor compensated changes. */
  @Test
  void aSumWouldNotDo() {
    assertThat(Hash64.mix(1, 0) + Hash64.mix(2, 0)).isEqualTo(Hash64.mix(2, 0) + Hash64.mix(1, 0));
    assertThat(Hash64.mix(Hash64.mix(0, 1), 2)).isNotEqualTo(Hash64.mix(Hash64.mix(0, 2), 1));
  }

  @Test
  void mixIsTheFinalizerOfSplitMix() {
    // The first outputs of SplitMix64 from state 0, as in the reference code of S. Vigna.
    assertThat(Hash64.mix(0, 0)).isEqualTo(0xE220A8397B1DCDAFL);
    assertThat(Hash64.mix(0x9E3779B97F4A7C15L, 0)).isEqualTo(0x6E789E6AA1B965F4L);
  }

  /** Products alone move bits up only, and two flipped top bits would undo each other. */
  @Test
  void twoChangesOfOneChainDoNotUndoEachOther() {
    float[] values = new float[640];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 7 - 3.5f;
    }
    long before = Hash64.of(1, values);
    for (int bit = 0; bit < 32; bit++) {
      float[] changed = values.clone();
      for (int i : new int[] {5, 69}) {
        changed[i] = Float.intBitsToFloat(Float.floatToRawIntBits(values[i]) ^ 1 << bit);
      }
      assertThat(Hash64.of(1, changed)).as("bit %d", bit).isNotEqualTo(before);
    }
  }
}
