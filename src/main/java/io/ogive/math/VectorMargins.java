package io.ogive.math;

import static io.ogive.math.VectorWidth.DOUBLES;
import static io.ogive.math.VectorWidth.DOUBLES_AS_LONGS;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/**
 * {@link Measures#margins} in loops, each of no more sums than there are registers. A row adds to
 * the sums of both labels, times 1 or 0, which is exact and takes no mask.
 */
final class VectorMargins {
  private static final int LANES = Measures.LANES;
  private static final int SIGN_SHIFT = 63;
  private static final int EXPONENT_SHIFT = 52;
  private static final int BIAS = 1023;

  private VectorMargins() {}

  /** Margins, their squares and losses. */
  static void levels(double[] y, double[] m, double[] loss, int lane, int n, double[] lanes) {
    DoubleVector one = DoubleVector.broadcast(DOUBLES, 1);
    DoubleVector sum0 = DoubleVector.fromArray(DOUBLES, lanes, lane);
    DoubleVector squares0 = DoubleVector.fromArray(DOUBLES, lanes, LANES + lane);
    DoubleVector losses0 = DoubleVector.fromArray(DOUBLES, lanes, 2 * LANES + lane);
    DoubleVector sum1 = DoubleVector.fromArray(DOUBLES, lanes, 10 * LANES + lane);
    DoubleVector squares1 = DoubleVector.fromArray(DOUBLES, lanes, 11 * LANES + lane);
    DoubleVector losses1 = DoubleVector.fromArray(DOUBLES, lanes, 12 * LANES + lane);
    for (int i = lane; i < n; i += LANES) {
      DoubleVector is1 = DoubleVector.fromArray(DOUBLES, y, i);
      DoubleVector is0 = one.sub(is1);
      DoubleVector margin = DoubleVector.fromArray(DOUBLES, m, i);
      DoubleVector lost = DoubleVector.fromArray(DOUBLES, loss, i);
      DoubleVector margin0 = margin.mul(is0);
      DoubleVector margin1 = margin.mul(is1);
      sum0 = sum0.add(margin0);
      sum1 = sum1.add(margin1);
      squares0 = margin0.fma(margin0, squares0);
      squares1 = margin1.fma(margin1, squares1);
      losses0 = lost.fma(is0, losses0);
      losses1 = lost.fma(is1, losses1);
    }
    sum0.intoArray(lanes, lane);
    squares0.intoArray(lanes, LANES + lane);
    losses0.intoArray(lanes, 2 * LANES + lane);
    sum1.intoArray(lanes, 10 * LANES + lane);
    squares1.intoArray(lanes, 11 * LANES + lane);
    losses1.intoArray(lanes, 12 * LANES + lane);
  }

  /** Residuals, slopes, their products and the keys. */
  static void slopes(
      double[] y, double[] m, double[] p, int lane, int n, double[] lanes, long[] keys) {
    DoubleVector one = DoubleVector.broadcast(DOUBLES, 1);
    DoubleVector zero = DoubleVector.zero(DOUBLES);
    LongVector bias = LongVector.broadcast(DOUBLES_AS_LONGS, BIAS);
    DoubleVector residual0 = DoubleVector.fromArray(DOUBLES, lanes, 3 * LANES + lane);
    DoubleVector slope0 = DoubleVector.fromArray(DOUBLES, lanes, 4 * LANES + lane);
    DoubleVector both0 = DoubleVector.fromArray(DOUBLES, lanes, 5 * LANES + lane);
    DoubleVector residual1 = DoubleVector.fromArray(DOUBLES, lanes, 13 * LANES + lane);
    DoubleVector slope1 = DoubleVector.fromArray(DOUBLES, lanes, 14 * LANES + lane);
    DoubleVector both1 = DoubleVector.fromArray(DOUBLES, lanes, 15 * LANES + lane);
    for (int i = lane; i < n; i += LANES) {
      DoubleVector is1 = DoubleVector.fromArray(DOUBLES, y, i);
      DoubleVector is0 = one.sub(is1);
      DoubleVector probability = DoubleVector.fromArray(DOUBLES, p, i);
      DoubleVector r = one.sub(probability);
      DoubleVector g = probability.mul(4).mul(r);
      DoubleVector r0 = r.mul(is0);
      DoubleVector r1 = r.mul(is1);
      residual0 = residual0.add(r0);
      residual1 = residual1.add(r1);
      slope0 = g.fma(is0, slope0);
      slope1 = g.fma(is1, slope1);
      both0 = r0.fma(g, both0);
      both1 = r1.fma(g, both1);
      // Signs and exponents are read off the bits; where a difference is 0, it has no sign.
      LongVector above =
          zero.sub(DoubleVector.fromArray(DOUBLES, m, i))
              .reinterpretAsLongs()
              .lanewise(VectorOperators.LSHR, SIGN_SHIFT);
      LongVector low =
          probability.sub(0.5).reinterpretAsLongs().lanewise(VectorOperators.LSHR, SIGN_SHIFT);
      LongVector label =
          is1.reinterpretAsLongs().lanewise(VectorOperators.LSHR, EXPONENT_SHIFT).and(1);
      LongVector exponent =
          g.reinterpretAsLongs().lanewise(VectorOperators.LSHR, EXPONENT_SHIFT).and(2 * BIAS + 1);
      bias.sub(exponent)
          .min(31)
          .and(31)
          .add(low.lanewise(VectorOperators.LSHL, 5))
          .add(above.lanewise(VectorOperators.LSHL, 6))
          .add(label.lanewise(VectorOperators.LSHL, 7))
          .intoArray(keys, i);
    }
    residual0.intoArray(lanes, 3 * LANES + lane);
    slope0.intoArray(lanes, 4 * LANES + lane);
    both0.intoArray(lanes, 5 * LANES + lane);
    residual1.intoArray(lanes, 13 * LANES + lane);
    slope1.intoArray(lanes, 14 * LANES + lane);
    both1.intoArray(lanes, 15 * LANES + lane);
  }

  /** The k-th sum of rows with a margin below a threshold, and the next, of their losses. */
  static void below(
      double threshold,
      double[] y,
      double[] m,
      double[] loss,
      int lane,
      int n,
      double[] lanes,
      int k) {
    DoubleVector one = DoubleVector.broadcast(DOUBLES, 1);
    LongVector zero = LongVector.zero(DOUBLES_AS_LONGS);
    int first = k * LANES + lane;
    int second = first + Measures.MARGIN_SUMS * LANES;
    DoubleVector count0 = DoubleVector.fromArray(DOUBLES, lanes, first);
    DoubleVector losses0 = DoubleVector.fromArray(DOUBLES, lanes, first + LANES);
    DoubleVector count1 = DoubleVector.fromArray(DOUBLES, lanes, second);
    DoubleVector losses1 = DoubleVector.fromArray(DOUBLES, lanes, second + LANES);
    for (int i = lane; i < n; i += LANES) {
      DoubleVector is1 = DoubleVector.fromArray(DOUBLES, y, i);
      DoubleVector is0 = one.sub(is1);
      // All bits where the difference is negative, and none elsewhere.
      LongVector isBelow =
          zero.sub(
              DoubleVector.fromArray(DOUBLES, m, i)
                  .sub(threshold)
                  .reinterpretAsLongs()
                  .lanewise(VectorOperators.LSHR, SIGN_SHIFT));
      DoubleVector is = one.reinterpretAsLongs().and(isBelow).reinterpretAsDoubles();
      DoubleVector lost =
          DoubleVector.fromArray(DOUBLES, loss, i)
              .reinterpretAsLongs()
              .and(isBelow)
              .reinterpretAsDoubles();
      count0 = is.fma(is0, count0);
      count1 = is.fma(is1, count1);
      losses0 = lost.fma(is0, losses0);
      losses1 = lost.fma(is1, losses1);
    }
    count0.intoArray(lanes, first);
    losses0.intoArray(lanes, first + LANES);
    count1.intoArray(lanes, second);
    losses1.intoArray(lanes, second + LANES);
  }
}
