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

  /** Elements that stay in the cache from loop to loop. */
  private static final int PIECE = VectorOctaves.PIECE;

  /**
   * Called as {@link VectorMargins} calls its own, and for the same reason; returns what it counts,
   * 0 where it adds.
   */
  private interface OfSums {
    int add(float[] z, int from, int to, double[] lanes, int k);
  }

  private static final OfSums[] SUMS = {
    VectorActivations::sum,
    (z, from, to, lanes, k) -> squares(z, from, to, lanes, k + 1),
    (z, from, to, lanes, k) -> core(z, from, to)
  };

  /** The same of outputs. */
  private interface OfSlopes {
    void add(
        float[] h, int from, int to, Slope slope, double[] lanes, int k, VectorOctaves octaves);
  }

  private static final OfSlopes[] SLOPES = {
    (h, from, to, slope, lanes, k, octaves) -> steep(h, from, to, slope, lanes, k),
    (h, from, to, slope, lanes, k, octaves) -> near(h, from, to, slope, lanes, k + 1),
    (h, from, to, slope, lanes, k, octaves) -> octaves.take(h, from, to, slope),
    (h, from, to, slope, lanes, k, octaves) -> octaves.add(),
    (h, from, to, slope, lanes, k, octaves) -> octaves.addLow()
  };

  private VectorActivations() {}

  static void squares(float[] x, int n, double[] lanes, int k) {
    int whole = n - n % RUN;
    squares(x, 0, whole, lanes, k);
    ScalarMeasures.squares(x, whole, n, lanes, k);
  }

  private static int squares(float[] x, int begin, int end, double[] lanes, int k) {
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      int at = k * LANES + lane;
      DoubleVector low = DoubleVector.fromArray(DOUBLES, lanes, at);
      DoubleVector high = DoubleVector.fromArray(DOUBLES, lanes, at + HALF);
      for (int from = begin + lane; from < end; from += RUN) {
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
    return 0;
  }

  static int sums(float[] z, int n, double[] lanes, int k) {
    int whole = n - n % RUN;
    int core = 0;
    for (int from = 0; from < whole; from += PIECE) {
      int to = Math.min(whole, from + PIECE);
      for (OfSums loop : SUMS) {
        core += loop.add(z, from, to, lanes, k);
      }
    }
    return core + ScalarMeasures.sums(z, whole, n, lanes, k);
  }

  private static int sum(float[] z, int begin, int end, double[] lanes, int k) {
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      int at = k * LANES + lane;
      DoubleVector low = DoubleVector.fromArray(DOUBLES, lanes, at);
      DoubleVector high = DoubleVector.fromArray(DOUBLES, lanes, at + HALF);
      for (int from = begin + lane; from < end; from += RUN) {
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
    return 0;
  }

  /** How many |z| are less than 1/2. */
  private static int core(float[] z, int from, int to) {
    IntVector less = IntVector.zero(INTS);
    for (int i = from; i < to; i += WIDTH) {
      FloatVector value = WIDE.cast(FloatVector.fromArray(WIDE_FLOATS, z, i));
      // Where it is less, the difference is negative: signs are counted, without a mask.
      IntVector difference = WIDE_INT.cast(value.abs().sub(CORE).reinterpretAsInts());
      less = WIDE_INT.cast(less).add(difference.lanewise(VectorOperators.LSHR, Integer.SIZE - 1));
    }
    return less.reduceLanes(VectorOperators.ADD);
  }

  static void slopes(float[] h, int n, Slope slope, double[] lanes, int k, OctaveCounts counts) {
    int whole = n - n % RUN;
    VectorOctaves octaves = new VectorOctaves(counts, whole);
    for (int from = 0; from < whole; from += PIECE) {
      int to = Math.min(whole, from + PIECE);
      for (OfSlopes loop : SLOPES) {
        loop.add(h, from, to, slope, lanes, k, octaves);
      }
    }
    octaves.finish();
    ScalarMeasures.slopes(h, whole, n, slope, lanes, k, counts);
  }

  private static void steep(float[] h, int begin, int end, Slope slope, double[] lanes, int k) {
    FloatVector a = FloatVector.broadcast(WIDE_FLOATS, slope.a());
    FloatVector one = FloatVector.broadcast(WIDE_FLOATS, 1);
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      int at = k * LANES + lane;
      DoubleVector low = DoubleVector.fromArray(DOUBLES, lanes, at);
      DoubleVector high = DoubleVector.fromArray(DOUBLES, lanes, at + HALF);
      for (int from = begin + lane; from < end; from += RUN) {
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

  private static void near(float[] h, int begin, int end, Slope slope, double[] lanes, int k) {
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      int at = k * LANES + lane;
      DoubleVector low = DoubleVector.fromArray(DOUBLES, lanes, at);
      DoubleVector high = DoubleVector.fromArray(DOUBLES, lanes, at + HALF);
      for (int from = begin + lane; from < end; from += RUN) {
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
}
