package io.ogive.math;

import static io.ogive.math.VectorWidth.DOUBLES;
import static io.ogive.math.VectorWidth.WIDE;
import static io.ogive.math.VectorWidth.WIDE_FLOATS;
import static io.ogive.math.VectorWidth.WIDE_INT;

import io.ogive.math.Measures.Slope;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops of {@link Measures} over activations in float32: several short ones, since the compiler
 * stops to inline in the midst of a longer one, and each written out, since it does not always
 * inline a method of vectors.
 */
final class VectorActivations {
  private static final int LANES = Measures.LANES;
  private static final int RUN = Measures.RUN * LANES;
  private static final int WIDTH = WIDE_FLOATS.length();
  private static final int HALF = DOUBLES.length();
  private static final VectorSpecies<Integer> INTS =
      VectorSpecies.of(int.class, WIDE_FLOATS.vectorShape());
  private static final float CORE = 0.5f;

  private static final int EXPONENT_SHIFT = 23;
  private static final int BIAS = 127;

  /** The most keys that are written before they are counted. */
  private static final int PIECE = 512;

  private static final int KEYS = Measures.OCTAVE_COUNTS;
  private static final int LAST = KEYS - 1;

  /**
   * Histograms side by side: neighbours count in different ones, so that none waits for another.
   */
  private static final int COPIES = 8;

  /** Called as {@link VectorMargins} calls its own, and for the same reason. */
  private interface Loop {
    void add(float[] x, int n, Slope slope, double[] lanes, int k, int[] counts);
  }

  private static final Loop[] OF_SUMS = {
    (z, n, slope, lanes, k, counts) -> sum(z, n, lanes, k),
    (z, n, slope, lanes, k, counts) -> squares(z, n, lanes, k + 1),
    (z, n, slope, lanes, k, counts) -> counts[0] += core(z, n)
  };

  private static final Loop[] OF_SLOPES = {
    (h, n, slope, lanes, k, counts) -> steep(h, n, slope, lanes, k),
    (h, n, slope, lanes, k, counts) -> near(h, n, slope, lanes, k + 1),
    (h, n, slope, lanes, k, counts) -> count(h, n, slope, counts)
  };

  private VectorActivations() {}

  static void squares(float[] x, int n, double[] lanes, int k) {
    int whole = n - n % RUN;
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      int at = k * LANES + lane;
      DoubleVector low = DoubleVector.fromArray(DOUBLES, lanes, at);
      DoubleVector high = DoubleVector.fromArray(DOUBLES, lanes, at + HALF);
      for (int from = lane; from < whole; from += RUN) {
        FloatVector sum = FloatVector.zero(WIDE_FLOATS);
        for (int i = from; i < from + RUN; i += LANES) {
          FloatVector value = WIDE.cast(FloatVector.fromArray(WIDE_FLOATS, x, i));
          sum = value.fma(value, WIDE.cast(sum));
        }
        FloatVector run = WIDE.cast(sum);
        low = low.add(run.convertShape(VectorOperators.F2D, DOUBLES, 0));
        high = high.add(run.convertShape(VectorOperators.F2D, DOUBLES, 1));
      }
      low.intoArray(lanes, at);
      high.intoArray(lanes, at + HALF);
    }
    ScalarMeasures.squares(x, whole, n, lanes, k);
  }

  static int sums(float[] z, int n, double[] lanes, int k) {
    int whole = n - n % RUN;
    int[] core = new int[1];
    for (Loop loop : OF_SUMS) {
      loop.add(z, whole, null, lanes, k, core);
    }
    return core[0] + ScalarMeasures.sums(z, whole, n, lanes, k);
  }

  private static void sum(float[] z, int n, double[] lanes, int k) {
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      int at = k * LANES + lane;
      DoubleVector low = DoubleVector.fromArray(DOUBLES, lanes, at);
      DoubleVector high = DoubleVector.fromArray(DOUBLES, lanes, at + HALF);
      for (int from = lane; from < n; from += RUN) {
        FloatVector sum = FloatVector.zero(WIDE_FLOATS);
        for (int i = from; i < from + RUN; i += LANES) {
          FloatVector value = WIDE.cast(FloatVector.fromArray(WIDE_FLOATS, z, i));
          sum = WIDE.cast(sum).add(value);
        }
        FloatVector run = WIDE.cast(sum);
        low = low.add(run.convertShape(VectorOperators.F2D, DOUBLES, 0));
        high = high.add(run.convertShape(VectorOperators.F2D, DOUBLES, 1));
      }
      low.intoArray(lanes, at);
      high.intoArray(lanes, at + HALF);
    }
  }

  /** How many |z| are less than 1/2. */
  private static int core(float[] z, int n) {
    IntVector less = IntVector.zero(INTS);
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector value = WIDE.cast(FloatVector.fromArray(WIDE_FLOATS, z, i));
      // Where it is less, the difference is negative: signs are counted, without a mask.
      IntVector difference = WIDE_INT.cast(value.abs().sub(CORE).reinterpretAsInts());
      less = WIDE_INT.cast(less).add(difference.lanewise(VectorOperators.LSHR, Integer.SIZE - 1));
    }
    return less.reduceLanes(VectorOperators.ADD);
  }

  static void slopes(float[] h, int n, Slope slope, double[] lanes, int k, int[] counts) {
    int whole = n - n % RUN;
    for (Loop loop : OF_SLOPES) {
      loop.add(h, whole, slope, lanes, k, counts);
    }
    ScalarMeasures.slopes(h, whole, n, slope, lanes, k, counts);
  }

  private static void steep(float[] h, int n, Slope slope, double[] lanes, int k) {
    FloatVector a = FloatVector.broadcast(WIDE_FLOATS, slope.a());
    FloatVector one = FloatVector.broadcast(WIDE_FLOATS, 1);
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      int at = k * LANES + lane;
      DoubleVector low = DoubleVector.fromArray(DOUBLES, lanes, at);
      DoubleVector high = DoubleVector.fromArray(DOUBLES, lanes, at + HALF);
      for (int from = lane; from < n; from += RUN) {
        FloatVector sum = FloatVector.zero(WIDE_FLOATS);
        for (int i = from; i < from + RUN; i += LANES) {
          FloatVector value = WIDE.cast(FloatVector.fromArray(WIDE_FLOATS, h, i));
          sum = WIDE.cast(sum).add(a.add(value.mul(slope.b())).mul(one.sub(value)));
        }
        FloatVector run = WIDE.cast(sum);
        low = low.add(run.convertShape(VectorOperators.F2D, DOUBLES, 0));
        high = high.add(run.convertShape(VectorOperators.F2D, DOUBLES, 1));
      }
      low.intoArray(lanes, at);
      high.intoArray(lanes, at + HALF);
    }
  }

  private static void near(float[] h, int n, Slope slope, double[] lanes, int k) {
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      int at = k * LANES + lane;
      DoubleVector low = DoubleVector.fromArray(DOUBLES, lanes, at);
      DoubleVector high = DoubleVector.fromArray(DOUBLES, lanes, at + HALF);
      for (int from = lane; from < n; from += RUN) {
        FloatVector sum = FloatVector.zero(WIDE_FLOATS);
        for (int i = from; i < from + RUN; i += LANES) {
          FloatVector value = WIDE.cast(FloatVector.fromArray(WIDE_FLOATS, h, i));
          sum = WIDE.cast(sum).add(value.mul(slope.c()).sub(slope.d()).abs());
        }
        FloatVector run = WIDE.cast(sum);
        low = low.add(run.convertShape(VectorOperators.F2D, DOUBLES, 0));
        high = high.add(run.convertShape(VectorOperators.F2D, DOUBLES, 1));
      }
      low.intoArray(lanes, at);
      high.intoArray(lanes, at + HALF);
    }
  }

  private static void count(float[] h, int n, Slope slope, int[] counts) {
    int[] keys = new int[PIECE];
    // Local and of a known length, so that no place in it is checked.
    int[] histograms = new int[COPIES * KEYS];
    for (int from = 0; from < n; from += PIECE) {
      int to = Math.min(n, from + PIECE);
      octaves(h, from, to, slope, keys);
      sides(h, from, to, slope, keys);
      count(keys, to - from, histograms);
    }
    for (int i = 0; i < histograms.length; i++) {
      counts[i & LAST] += histograms[i];
    }
  }

  private static void count(int[] keys, int n, int[] to) {
    for (int i = 0; i < n; i += COPIES) {
      to[keys[i] & LAST]++;
      to[KEYS | (keys[i + 1] & LAST)]++;
      to[2 * KEYS | (keys[i + 2] & LAST)]++;
      to[3 * KEYS | (keys[i + 3] & LAST)]++;
      to[4 * KEYS | (keys[i + 4] & LAST)]++;
      to[5 * KEYS | (keys[i + 5] & LAST)]++;
      to[6 * KEYS | (keys[i + 6] & LAST)]++;
      to[7 * KEYS | (keys[i + 7] & LAST)]++;
    }
  }

  private static void octaves(float[] h, int from, int to, Slope slope, int[] keys) {
    FloatVector a = FloatVector.broadcast(WIDE_FLOATS, slope.a());
    FloatVector one = FloatVector.broadcast(WIDE_FLOATS, 1);
    IntVector bias = IntVector.broadcast(INTS, BIAS);
    for (int i = from; i < to; i += WIDTH) {
      FloatVector value = WIDE.cast(FloatVector.fromArray(WIDE_FLOATS, h, i));
      FloatVector g = a.add(value.mul(slope.b())).mul(one.sub(value));
      IntVector bits = WIDE_INT.cast(g.reinterpretAsInts());
      bias.sub(bits.lanewise(VectorOperators.LSHR, EXPONENT_SHIFT))
          .min(31)
          .and(31)
          .intoArray(keys, i - from);
    }
  }

  /** To the keys of the high side what they have more. */
  private static void sides(float[] h, int from, int to, Slope slope, int[] keys) {
    IntVector high = IntVector.broadcast(INTS, KEYS / 2);
    for (int i = from; i < to; i += WIDTH) {
      FloatVector value = WIDE.cast(FloatVector.fromArray(WIDE_FLOATS, h, i));
      // 1 on the low side; a difference of -0 would have a sign, 0 added to it has none.
      IntVector low =
          WIDE_INT
              .cast(value.sub(slope.middle()).add(0).reinterpretAsInts())
              .lanewise(VectorOperators.LSHR, Integer.SIZE - 1);
      high.sub(low.lanewise(VectorOperators.LSHL, 5))
          .add(IntVector.fromArray(INTS, keys, i - from))
          .intoArray(keys, i - from);
    }
  }
}
