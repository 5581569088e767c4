package io.ogive.math;

import static io.ogive.math.VectorWidth.FLOATS;
import static io.ogive.math.VectorWidth.FLOATS_AS_INTS;
import static io.ogive.math.VectorWidth.HALF;
import static io.ogive.math.VectorWidth.HALF_INT;
import static io.ogive.math.VectorWidth.LANES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/** {@link Hash64#of(long, float[])}, eight registers of chains at a time. */
final class VectorHash {
  private static final int CHAINS = Hash64.CHAINS;
  private static final int SECTION = 8 * LANES;

  private VectorHash() {}

  static long of(long seed, float[] values) {
    int[] chains = Hash64.chains(seed);
    int whole = values.length - values.length % CHAINS;
    for (int first = 0; first < CHAINS; first += SECTION) {
      run(values, first, whole, chains);
    }
    for (int i = whole; i < values.length; i++) {
      chains[i - whole] = Hash64.step(chains[i - whole], Float.floatToRawIntBits(values[i]));
    }
    return Hash64.joined(seed, values.length, chains);
  }

  private static void run(float[] x, int first, int whole, int[] chains) {
    IntVector h0 = IntVector.fromArray(FLOATS_AS_INTS, chains, first);
    IntVector h1 = IntVector.fromArray(FLOATS_AS_INTS, chains, first + LANES);
    IntVector h2 = IntVector.fromArray(FLOATS_AS_INTS, chains, first + 2 * LANES);
    IntVector h3 = IntVector.fromArray(FLOATS_AS_INTS, chains, first + 3 * LANES);
    IntVector h4 = IntVector.fromArray(FLOATS_AS_INTS, chains, first + 4 * LANES);
    IntVector h5 = IntVector.fromArray(FLOATS_AS_INTS, chains, first + 5 * LANES);
    IntVector h6 = IntVector.fromArray(FLOATS_AS_INTS, chains, first + 6 * LANES);
    IntVector h7 = IntVector.fromArray(FLOATS_AS_INTS, chains, first + 7 * LANES);
    for (int i = first; i < whole; i += CHAINS) {
      IntVector x0 =
          HALF_INT.cast(HALF.cast(FloatVector.fromArray(FLOATS, x, i)).reinterpretAsInts());
      x0 = HALF_INT.cast(h0).lanewise(VectorOperators.XOR, x0).mul(Hash64.SHORT_FACTOR);
      h0 = x0.lanewise(VectorOperators.XOR, x0.lanewise(VectorOperators.LSHR, Hash64.SHORT_SHIFT));
      IntVector x1 =
          HALF_INT.cast(HALF.cast(FloatVector.fromArray(FLOATS, x, i + LANES)).reinterpretAsInts());
      x1 = HALF_INT.cast(h1).lanewise(VectorOperators.XOR, x1).mul(Hash64.SHORT_FACTOR);
      h1 = x1.lanewise(VectorOperators.XOR, x1.lanewise(VectorOperators.LSHR, Hash64.SHORT_SHIFT));
      IntVector x2 =
          HALF_INT.cast(
              HALF.cast(FloatVector.fromArray(FLOATS, x, i + 2 * LANES)).reinterpretAsInts());
      x2 = HALF_INT.cast(h2).lanewise(VectorOperators.XOR, x2).mul(Hash64.SHORT_FACTOR);
      h2 = x2.lanewise(VectorOperators.XOR, x2.lanewise(VectorOperators.LSHR, Hash64.SHORT_SHIFT));
      IntVector x3 =
          HALF_INT.cast(
              HALF.cast(FloatVector.fromArray(FLOATS, x, i + 3 * LANES)).reinterpretAsInts());
      x3 = HALF_INT.cast(h3).lanewise(VectorOperators.XOR, x3).mul(Hash64.SHORT_FACTOR);
      h3 = x3.lanewise(VectorOperators.XOR, x3.lanewise(VectorOperators.LSHR, Hash64.SHORT_SHIFT));
      IntVector x4 =
          HALF_INT.cast(
              HALF.cast(FloatVector.fromArray(FLOATS, x, i + 4 * LANES)).reinterpretAsInts());
      x4 = HALF_INT.cast(h4).lanewise(VectorOperators.XOR, x4).mul(Hash64.SHORT_FACTOR);
      h4 = x4.lanewise(VectorOperators.XOR, x4.lanewise(VectorOperators.LSHR, Hash64.SHORT_SHIFT));
      IntVector x5 =
          HALF_INT.cast(
              HALF.cast(FloatVector.fromArray(FLOATS, x, i + 5 * LANES)).reinterpretAsInts());
      x5 = HALF_INT.cast(h5).lanewise(VectorOperators.XOR, x5).mul(Hash64.SHORT_FACTOR);
      h5 = x5.lanewise(VectorOperators.XOR, x5.lanewise(VectorOperators.LSHR, Hash64.SHORT_SHIFT));
      IntVector x6 =
          HALF_INT.cast(
              HALF.cast(FloatVector.fromArray(FLOATS, x, i + 6 * LANES)).reinterpretAsInts());
      x6 = HALF_INT.cast(h6).lanewise(VectorOperators.XOR, x6).mul(Hash64.SHORT_FACTOR);
      h6 = x6.lanewise(VectorOperators.XOR, x6.lanewise(VectorOperators.LSHR, Hash64.SHORT_SHIFT));
      IntVector x7 =
          HALF_INT.cast(
              HALF.cast(FloatVector.fromArray(FLOATS, x, i + 7 * LANES)).reinterpretAsInts());
      x7 = HALF_INT.cast(h7).lanewise(VectorOperators.XOR, x7).mul(Hash64.SHORT_FACTOR);
      h7 = x7.lanewise(VectorOperators.XOR, x7.lanewise(VectorOperators.LSHR, Hash64.SHORT_SHIFT));
    }
    h0.intoArray(chains, first);
    h1.intoArray(chains, first + LANES);
    h2.intoArray(chains, first + 2 * LANES);
    h3.intoArray(chains, first + 3 * LANES);
    h4.intoArray(chains, first + 4 * LANES);
    h5.intoArray(chains, first + 5 * LANES);
    h6.intoArray(chains, first + 6 * LANES);
    h7.intoArray(chains, first + 7 * LANES);
  }
}
