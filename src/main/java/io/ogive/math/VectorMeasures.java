package io.ogive.math;

import static io.ogive.math.VectorWidth.DOUBLES;
import static io.ogive.math.VectorWidth.DOUBLES_AS_LONGS;
import static io.ogive.math.VectorWidth.FLOATS;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/** The loops of statistics in the Vector API: a register is some of the lanes of a sum. */
final class VectorMeasures implements Measures {
  private static final int WIDTH = VectorWidth.LANES;

  /** Numbers that stay in the cache while all lanes are summed; whole rounds of lanes. */
  private static final int PIECE = 64 * LANES;

  private static final ScalarMeasures SCALAR = new ScalarMeasures();
  private static final long SIGN = Long.MIN_VALUE;

  /** 63 - i in lane i: by so much the i-th bit is shifted to where a sign stands. */
  private static final LongVector TO_SIGN =
      LongVector.broadcast(DOUBLES_AS_LONGS, Long.SIZE - 1L)
          .sub(LongVector.zero(DOUBLES_AS_LONGS).addIndex(1));

  @Override
  public void squares(double[] x, int n, double[] lanes, int k) {
    int whole = n - n % LANES;
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      int at = k * LANES + lane;
      DoubleVector sum = DoubleVector.fromArray(DOUBLES, lanes, at);
      for (int i = lane; i < whole; i += LANES) {
        DoubleVector value = DoubleVector.fromArray(DOUBLES, x, i);
        sum = value.fma(value, sum);
      }
      sum.intoArray(lanes, at);
    }
    ScalarMeasures.squares(x, whole, n, lanes, k);
  }

  @Override
  public void squares(float[] x, int n, double[] lanes, int k) {
    VectorActivations.squares(x, n, lanes, k);
  }

  @Override
  public int sums(double[] z, int n, double[] lanes, int k) {
    // Networks in double are the exception: of these the definition will do.
    return SCALAR.sums(z, n, lanes, k);
  }

  @Override
  public int sums(float[] z, int n, double[] lanes, int k) {
    return VectorActivations.sums(z, n, lanes, k);
  }

  @Override
  public void slopes(double[] h, int n, Slope slope, double[] lanes, int k, OctaveCounts counts) {
    SCALAR.slopes(h, n, slope, lanes, k, counts);
  }

  @Override
  public void slopes(float[] h, int n, Slope slope, double[] lanes, int k, OctaveCounts counts) {
    VectorActivations.slopes(h, n, slope, lanes, k, counts);
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
    for (int begin = 0; begin < whole; begin += PIECE) {
      int end = Math.min(begin + PIECE, whole);
      for (int lane = 0; lane < LANES; lane += WIDTH) {
        moved(x, y, begin + lane, end, lanes, lane);
        sizes(x, begin + lane, end, lanes, LANES + lane);
        sizes(g, begin + lane, end, lanes, 2 * LANES + lane);
      }
    }
    ScalarMeasures.steps(x, y, g, whole, n, lanes);
  }

  private static void moved(float[] x, float[] y, int from, int to, double[] lanes, int at) {
    DoubleVector sum = DoubleVector.fromArray(DOUBLES, lanes, at);
    for (int i = from; i < to; i += LANES) {
      DoubleVector before =
          (DoubleVector)
              FloatVector.fromArray(FLOATS, x, i).convertShape(VectorOperators.F2D, DOUBLES, 0);
      DoubleVector after =
          (DoubleVector)
              FloatVector.fromArray(FLOATS, y, i).convertShape(VectorOperators.F2D, DOUBLES, 0);
      sum = sum.add(after.sub(before).abs());
    }
    sum.intoArray(lanes, at);
  }

  private static void sizes(float[] x, int from, int to, double[] lanes, int at) {
    DoubleVector sum = DoubleVector.fromArray(DOUBLES, lanes, at);
    for (int i = from; i < to; i += LANES) {
      DoubleVector value =
          (DoubleVector)
              FloatVector.fromArray(FLOATS, x, i).convertShape(VectorOperators.F2D, DOUBLES, 0);
      sum = sum.add(value.abs());
    }
    sum.intoArray(lanes, at);
  }

  @Override
  public void margins(Margins rows, int n, MarginSums to) {
    int whole = n - n % LANES;
    VectorMargins.add(rows, whole, to);
    ScalarMeasures.margins(rows, whole, n, to);
  }

  @Override
  public void addSigned(double[] x, int from, long signs, double[] out, int at) {
    for (int i = 0; i < Long.SIZE; i += WIDTH) {
      LongVector sign =
          LongVector.broadcast(DOUBLES_AS_LONGS, signs >>> i)
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
  }

  @Override
  public void addSigned(float[] x, int from, long signs, double[] out, int at) {
    for (int i = 0; i < Long.SIZE; i += WIDTH) {
      LongVector sign =
          LongVector.broadcast(DOUBLES_AS_LONGS, signs >>> i)
              .lanewise(VectorOperators.LSHL, TO_SIGN)
              .and(SIGN);
      DoubleVector value =
          (DoubleVector)
              FloatVector.fromArray(FLOATS, x, from + i)
                  .convertShape(VectorOperators.F2D, DOUBLES, 0);
      LongVector turned = value.reinterpretAsLongs().lanewise(VectorOperators.XOR, sign);
      DoubleVector.fromArray(DOUBLES, out, at + i)
          .add(turned.reinterpretAsDoubles())
          .intoArray(out, at + i);
    }
  }

  @Override
  public void units(double[] z, double[] h, int rows, double[] sums, double[] bounds) {
    // Networks in double are the exception: of these the definition will do.
    SCALAR.units(z, h, rows, sums, bounds);
  }

  @Override
  public void units(float[] z, float[] h, int rows, double[] sums, double[] bounds) {
    int units = sums.length / 2;
    int whole = units - units % WIDTH;
    for (int j = 0; j < whole; j += WIDTH) {
      unitSums(z, j, rows * units, sums, units);
      unitBounds(h, j, rows * units, bounds, units);
    }
    ScalarMeasures.units(z, h, rows, whole, sums, bounds);
  }

  private static void unitSums(float[] z, int first, int to, double[] sums, int units) {
    DoubleVector sum = DoubleVector.fromArray(DOUBLES, sums, first);
    DoubleVector squares = DoubleVector.fromArray(DOUBLES, sums, units + first);
    for (int i = first; i < to; i += units) {
      DoubleVector value =
          (DoubleVector)
              FloatVector.fromArray(FLOATS, z, i).convertShape(VectorOperators.F2D, DOUBLES, 0);
      sum = value.add(sum);
      // A square of float32 is exact in double, so that fma is the same.
      squares = value.fma(value, squares);
    }
    sum.intoArray(sums, first);
    squares.intoArray(sums, units + first);
  }

  private static void unitBounds(float[] h, int first, int to, double[] bounds, int units) {
    DoubleVector least = DoubleVector.fromArray(DOUBLES, bounds, first);
    DoubleVector most = DoubleVector.fromArray(DOUBLES, bounds, units + first);
    for (int i = first; i < to; i += units) {
      DoubleVector value =
          (DoubleVector)
              FloatVector.fromArray(FLOATS, h, i).convertShape(VectorOperators.F2D, DOUBLES, 0);
      least = value.min(least);
      most = value.max(most);
    }
    least.intoArray(bounds, first);
    most.intoArray(bounds, units + first);
  }
}
