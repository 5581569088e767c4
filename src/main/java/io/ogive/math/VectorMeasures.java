package io.ogive.math;

import static io.ogive.math.VectorWidth.DOUBLES;
import static io.ogive.math.VectorWidth.WIDE;
import static io.ogive.math.VectorWidth.WIDE_FLOATS;
import static io.ogive.math.VectorWidth.WIDE_INT;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The loops of statistics in the Vector API: a register is some of the lanes of a sum. */
final class VectorMeasures implements Measures {
  private static final int WIDTH = VectorWidth.LANES;
  private static final VectorSpecies<Long> LONGS =
      VectorSpecies.of(long.class, DOUBLES.vectorShape());
  private static final int FLOAT_WIDTH = WIDE_FLOATS.length();
  private static final VectorSpecies<Integer> INTS =
      VectorSpecies.of(int.class, WIDE_FLOATS.vectorShape());
  private static final int EXPONENT_SHIFT = 23;
  private static final int EXPONENT = 0xff;
  private static final int BIAS = 127;
  private static final float CORE = 0.5f;
  private static final long SIGN = Long.MIN_VALUE;

  /** 63 - i in lane i: by so much the i-th bit is shifted to where a sign stands. */
  private static final LongVector TO_SIGN =
      LongVector.broadcast(LONGS, Long.SIZE - 1L).sub(LongVector.zero(LONGS).addIndex(1));

  @Override
  public void widen(float[] from, int at, double[] to, int n) {
    int whole = n - n % FLOAT_WIDTH;
    for (int i = 0; i < whole; i += FLOAT_WIDTH) {
      FloatVector both = WIDE.cast(FloatVector.fromArray(WIDE_FLOATS, from, at + i));
      half(both, 0).intoArray(to, i);
      half(both, 1).intoArray(to, i + WIDTH);
    }
    ScalarMeasures.widen(from, at, to, whole, n);
  }

  @Override
  public void squares(double[] x, int n, double[] lanes) {
    int whole = n - n % LANES;
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      DoubleVector sum = DoubleVector.fromArray(DOUBLES, lanes, lane);
      for (int i = lane; i < whole; i += LANES) {
        DoubleVector value = DoubleVector.fromArray(DOUBLES, x, i);
        sum = value.fma(value, sum);
      }
      sum.intoArray(lanes, lane);
    }
    ScalarMeasures.squares(x, whole, n, lanes);
  }

  @Override
  public void squares(float[] x, int n, double[] lanes) {
    int whole = n - n % LANES;
    for (int lane = 0; lane < LANES; lane += FLOAT_WIDTH) {
      DoubleVector low = DoubleVector.fromArray(DOUBLES, lanes, lane);
      DoubleVector high = DoubleVector.fromArray(DOUBLES, lanes, lane + WIDTH);
      for (int i = lane; i < whole; i += LANES) {
        FloatVector both = WIDE.cast(FloatVector.fromArray(WIDE_FLOATS, x, i));
        DoubleVector first = half(both, 0);
        DoubleVector second = half(both, 1);
        low = first.fma(first, low);
        high = second.fma(second, high);
      }
      low.intoArray(lanes, lane);
      high.intoArray(lanes, lane + WIDTH);
    }
    ScalarMeasures.squares(x, whole, n, lanes);
  }

  @Override
  public void steps(double[] x, double[] y, double[] g, int n, double[] lanes) {
    int whole = n - n % LANES;
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      DoubleVector moved = DoubleVector.fromArray(DOUBLES, lanes, lane);
      DoubleVector size = DoubleVector.fromArray(DOUBLES, lanes, LANES + lane);
      DoubleVector steep = DoubleVector.fromArray(DOUBLES, lanes, 2 * LANES + lane);
      for (int i = lane; i < whole; i += LANES) {
        DoubleVector from = DoubleVector.fromArray(DOUBLES, x, i);
        moved = moved.add(DoubleVector.fromArray(DOUBLES, y, i).sub(from).abs());
        size = size.add(from.abs());
        steep = steep.add(DoubleVector.fromArray(DOUBLES, g, i).abs());
      }
      moved.intoArray(lanes, lane);
      size.intoArray(lanes, LANES + lane);
      steep.intoArray(lanes, 2 * LANES + lane);
    }
    ScalarMeasures.steps(x, y, g, whole, n, lanes);
  }

  @Override
  public void steps(float[] x, float[] y, float[] g, int n, double[] lanes) {
    int whole = n - n % LANES;
    for (int lane = 0; lane < LANES; lane += FLOAT_WIDTH) {
      DoubleVector moved0 = DoubleVector.fromArray(DOUBLES, lanes, lane);
      DoubleVector moved1 = DoubleVector.fromArray(DOUBLES, lanes, lane + WIDTH);
      DoubleVector size0 = DoubleVector.fromArray(DOUBLES, lanes, LANES + lane);
      DoubleVector size1 = DoubleVector.fromArray(DOUBLES, lanes, LANES + lane + WIDTH);
      DoubleVector steep0 = DoubleVector.fromArray(DOUBLES, lanes, 2 * LANES + lane);
      DoubleVector steep1 = DoubleVector.fromArray(DOUBLES, lanes, 2 * LANES + lane + WIDTH);
      for (int i = lane; i < whole; i += LANES) {
        FloatVector from = WIDE.cast(FloatVector.fromArray(WIDE_FLOATS, x, i));
        FloatVector to = WIDE.cast(FloatVector.fromArray(WIDE_FLOATS, y, i));
        FloatVector gradient = WIDE.cast(FloatVector.fromArray(WIDE_FLOATS, g, i)).abs();
        DoubleVector from0 = half(from, 0);
        DoubleVector from1 = half(from, 1);
        moved0 = moved0.add(half(to, 0).sub(from0).abs());
        moved1 = moved1.add(half(to, 1).sub(from1).abs());
        size0 = size0.add(from0.abs());
        size1 = size1.add(from1.abs());
        steep0 = steep0.add(half(gradient, 0));
        steep1 = steep1.add(half(gradient, 1));
      }
      moved0.intoArray(lanes, lane);
      moved1.intoArray(lanes, lane + WIDTH);
      size0.intoArray(lanes, LANES + lane);
      size1.intoArray(lanes, LANES + lane + WIDTH);
      steep0.intoArray(lanes, 2 * LANES + lane);
      steep1.intoArray(lanes, 2 * LANES + lane + WIDTH);
    }
    ScalarMeasures.steps(x, y, g, whole, n, lanes);
  }

  /** Half of a register of floats, widened. */
  private static DoubleVector half(FloatVector both, int part) {
    return (DoubleVector) both.convertShape(VectorOperators.F2D, DOUBLES, part);
  }

  @Override
  public int activations(
      double[] z, double[] h, int from, int n, Slope slope, double[] lanes, int[] keys) {
    // Networks in double are the exception: of these the definition will do.
    return ScalarMeasures.activations(z, h, from, 0, n, slope, lanes, keys);
  }

  @Override
  public int activations(
      float[] z, float[] h, int from, int n, Slope slope, double[] lanes, int[] keys) {
    int whole = n - n % LANES;
    IntVector core = IntVector.zero(INTS);
    for (int lane = 0; lane < LANES; lane += FLOAT_WIDTH) {
      core = core.add(sums(z, from, whole, lane, lanes));
      slopes(h, from, whole, slope, lane, lanes);
      nears(h, from, whole, slope, lane, lanes);
    }
    keys(h, from, whole, slope, keys);
    int sum = 0;
    for (int i = 0; i < FLOAT_WIDTH; i++) {
      sum += core.lane(i);
    }
    return sum + ScalarMeasures.activations(z, h, from, whole, n, slope, lanes, keys);
  }

  private static IntVector sums(float[] z, int from, int n, int lane, double[] lanes) {
    DoubleVector sum0 = DoubleVector.fromArray(DOUBLES, lanes, lane);
    DoubleVector sum1 = DoubleVector.fromArray(DOUBLES, lanes, lane + WIDTH);
    DoubleVector squares0 = DoubleVector.fromArray(DOUBLES, lanes, LANES + lane);
    DoubleVector squares1 = DoubleVector.fromArray(DOUBLES, lanes, LANES + lane + WIDTH);
    IntVector core = IntVector.zero(INTS);
    for (int i = lane; i < n; i += LANES) {
      FloatVector both = WIDE.cast(FloatVector.fromArray(WIDE_FLOATS, z, from + i));
      DoubleVector first = half(both, 0);
      DoubleVector second = half(both, 1);
      sum0 = sum0.add(first);
      sum1 = sum1.add(second);
      squares0 = first.fma(first, squares0);
      squares1 = second.fma(second, squares1);
      // Where |z| is less, the difference is negative: signs are counted, without a mask.
      IntVector above = WIDE_INT.cast(both.abs().sub(CORE).reinterpretAsInts());
      core = WIDE_INT.cast(core).add(above.lanewise(VectorOperators.LSHR, Integer.SIZE - 1));
    }
    sum0.intoArray(lanes, lane);
    sum1.intoArray(lanes, lane + WIDTH);
    squares0.intoArray(lanes, LANES + lane);
    squares1.intoArray(lanes, LANES + lane + WIDTH);
    return core;
  }

  private static void slopes(float[] h, int from, int n, Slope slope, int lane, double[] lanes) {
    FloatVector a = FloatVector.broadcast(WIDE_FLOATS, slope.a());
    FloatVector one = FloatVector.broadcast(WIDE_FLOATS, 1);
    DoubleVector sum0 = DoubleVector.fromArray(DOUBLES, lanes, 2 * LANES + lane);
    DoubleVector sum1 = DoubleVector.fromArray(DOUBLES, lanes, 2 * LANES + lane + WIDTH);
    for (int i = lane; i < n; i += LANES) {
      FloatVector value = WIDE.cast(FloatVector.fromArray(WIDE_FLOATS, h, from + i));
      FloatVector g = a.add(value.mul(slope.b())).mul(one.sub(value));
      sum0 = sum0.add(half(g, 0));
      sum1 = sum1.add(half(g, 1));
    }
    sum0.intoArray(lanes, 2 * LANES + lane);
    sum1.intoArray(lanes, 2 * LANES + lane + WIDTH);
  }

  private static void nears(float[] h, int from, int n, Slope slope, int lane, double[] lanes) {
    DoubleVector sum0 = DoubleVector.fromArray(DOUBLES, lanes, 3 * LANES + lane);
    DoubleVector sum1 = DoubleVector.fromArray(DOUBLES, lanes, 3 * LANES + lane + WIDTH);
    for (int i = lane; i < n; i += LANES) {
      FloatVector value = WIDE.cast(FloatVector.fromArray(WIDE_FLOATS, h, from + i));
      FloatVector near = value.mul(slope.c()).sub(slope.d()).abs();
      sum0 = sum0.add(half(near, 0));
      sum1 = sum1.add(half(near, 1));
    }
    sum0.intoArray(lanes, 3 * LANES + lane);
    sum1.intoArray(lanes, 3 * LANES + lane + WIDTH);
  }

  /** One of four loops: the compiler stops to inline in the midst of a longer one. */
  private static void keys(float[] h, int from, int n, Slope slope, int[] keys) {
    FloatVector a = FloatVector.broadcast(WIDE_FLOATS, slope.a());
    FloatVector one = FloatVector.broadcast(WIDE_FLOATS, 1);
    IntVector bias = IntVector.broadcast(INTS, BIAS);
    for (int i = 0; i < n; i += FLOAT_WIDTH) {
      FloatVector value = WIDE.cast(FloatVector.fromArray(WIDE_FLOATS, h, from + i));
      FloatVector g = a.add(value.mul(slope.b())).mul(one.sub(value));
      IntVector exponent =
          WIDE_INT
              .cast(g.reinterpretAsInts())
              .lanewise(VectorOperators.LSHR, EXPONENT_SHIFT)
              .and(EXPONENT);
      // 1 on the low side; a difference of -0 would have a sign, 0 added to it has none.
      IntVector low =
          WIDE_INT
              .cast(value.sub(slope.middle()).add(0).reinterpretAsInts())
              .lanewise(VectorOperators.LSHR, Integer.SIZE - 1);
      bias.sub(exponent)
          .min(31)
          .and(31)
          .add(32)
          .sub(low.lanewise(VectorOperators.LSHL, 5))
          .intoArray(keys, i);
    }
  }

  @Override
  public void margins(
      double[] y,
      double[] m,
      double[] p,
      double[] loss,
      int n,
      double wrong,
      double veryWrong,
      double[] lanes,
      long[] keys) {
    int whole = n - n % LANES;
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      VectorMargins.levels(y, m, loss, lane, whole, lanes);
      VectorMargins.slopes(y, m, p, lane, whole, lanes, keys);
      VectorMargins.below(wrong, y, m, loss, lane, whole, lanes, 6);
      VectorMargins.below(veryWrong, y, m, loss, lane, whole, lanes, 8);
    }
    ScalarMeasures.margins(y, m, p, loss, whole, n, wrong, veryWrong, lanes, keys);
  }

  @Override
  public void addSigned(double[] x, int from, int n, long signs, double[] out, int at) {
    int whole = n - n % WIDTH;
    for (int i = 0; i < whole; i += WIDTH) {
      LongVector sign =
          LongVector.broadcast(LONGS, signs >>> i)
              .lanewise(VectorOperators.LSHL, TO_SIGN)
              .and(SIGN);
      LongVector turned =
          DoubleVector.fromArray(DOUBLES, x, from + i)
              .reinterpretAsLongs()
              .lanewise(VectorOperators.XOR, sign);
      DoubleVector.fromArray(DOUBLES, out, at + i)
          .add(turned.reinterpretAsDoubles())
          .intoArray(out, at + i);
    }
    ScalarMeasures.addSigned(x, from, whole, n, signs, out, at);
  }
}
