package io.ogive.math;

import static io.ogive.math.VectorWidth.DOUBLES;
import static io.ogive.math.VectorWidth.DOUBLES_AS_LONGS;
import static io.ogive.math.VectorWidth.FLOATS;
import static io.ogive.math.VectorWidth.FLOATS_AS_INTS;
import static io.ogive.math.VectorWidth.HALF;
import static io.ogive.math.VectorWidth.HALF_INT;
import static io.ogive.math.VectorWidth.LANES;

import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/**
 * What ingest asks of rows that come and of columns that are complete; magnitudes as integers.
 *
 * <p>One loop each: registers that live on from one loop to another are allocated.
 */
final class VectorColumns {
  private VectorColumns() {}

  static boolean narrow(
      byte[] x,
      int from,
      double[] shift,
      int at,
      int n,
      double smallest,
      double largest,
      float[] out,
      int to) {
    LongVector least = LongVector.broadcast(DOUBLES_AS_LONGS, Double.doubleToRawLongBits(smallest));
    LongVector most = LongVector.broadcast(DOUBLES_AS_LONGS, Double.doubleToRawLongBits(largest));
    LongVector zero = LongVector.zero(DOUBLES_AS_LONGS);
    LongVector odd = zero;
    if (n < LANES) {
      return Kernels.scalar().narrow(x, from, shift, at, n, smallest, largest, out, to);
    }
    // The last register begins before the rest does, over values that are done.
    for (int next = 0; next < n; next += LANES) {
      int i = Math.min(next, n - LANES);
      DoubleVector value =
          DoubleVector.fromByteArray(DOUBLES, x, from + i * Double.BYTES, ByteOrder.nativeOrder())
              .sub(DoubleVector.fromArray(DOUBLES, shift, at + i))
              .add(0.0);
      HALF.cast(value.convertShape(VectorOperators.D2F, FLOATS, 0)).intoArray(out, to + i);
      LongVector bits = value.reinterpretAsLongs().and(Long.MAX_VALUE);
      odd = odd.or(bits.sub(least).and(zero.sub(bits))).or(most.sub(bits));
    }
    return odd.reduceLanes(VectorOperators.OR) >= 0;
  }

  static boolean sums(
      float[] x, int from, int panels, int stride, float smallest, double grid, double[] out) {
    IntVector least = IntVector.broadcast(FLOATS_AS_INTS, Float.floatToRawIntBits(smallest));
    IntVector zero = IntVector.zero(FLOATS_AS_INTS);
    IntVector odd = zero;
    IntVector largest = zero;
    DoubleVector grids = DoubleVector.broadcast(DOUBLES, grid);
    DoubleVector sum = DoubleVector.zero(DOUBLES);
    DoubleVector squares = sum;
    DoubleVector moreSquares = sum;
    for (int i = 0; i < panels * Panels.LANES; i += LANES) {
      int at = from + i / Panels.LANES * stride + i % Panels.LANES;
      FloatVector value = HALF.cast(FloatVector.fromArray(FLOATS, x, at));
      IntVector bits = HALF_INT.cast(value.reinterpretAsInts()).and(Integer.MAX_VALUE);
      odd = HALF_INT.cast(odd).or(bits.sub(least).and(zero.sub(bits)));
      largest = bits.max(largest);
      DoubleVector wide = (DoubleVector) value.convertShape(VectorOperators.F2D, DOUBLES, 0);
      sum = sum.add(wide);
      // A square is exact, so that fusing its sums rounds as adding it would.
      DoubleVector high = wide.fma(wide, grids).sub(grids);
      squares = squares.add(high);
      moreSquares = moreSquares.add(wide.fma(wide, high.neg()));
    }
    out[0] = sum.reduceLanes(VectorOperators.ADD);
    out[1] = squares.reduceLanes(VectorOperators.ADD);
    out[2] = moreSquares.reduceLanes(VectorOperators.ADD);
    out[3] = Float.intBitsToFloat(largest.reduceLanes(VectorOperators.MAX));
    return odd.reduceLanes(VectorOperators.OR) >= 0;
  }
}
