package io.ogive.math;

import static io.ogive.math.VectorWidth.DOUBLES;
import static io.ogive.math.VectorWidth.DOUBLES_AS_LONGS;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/**
 * {@link Measures#margins} in loops, each of no more sums than there are registers. A row adds to
 * the sums over label 1 times its label, which is exact and takes no mask.
 */
final class VectorMargins {
  private static final int LANES = Measures.LANES;
  private static final int WIDTH = DOUBLES.length();
  private static final int SIGN_SHIFT = 63;
  private static final int EXPONENT_SHIFT = 52;
  private static final int BIAS = 1023;
  private static final int LOW_BIT = 5;
  private static final int ABOVE_BIT = 6;
  private static final int LABEL_BIT = 7;
  private static final long ONE = Double.doubleToRawLongBits(1);

  private static final int ONES = MarginSums.ONES;
  private static final int COUNTS = MarginSums.COUNTS;
  private static final int LAST = COUNTS - 1;

  private VectorMargins() {}

  /** {@link Measures#margins} of whole rounds of lanes. */
  static void add(Measures.Margins rows, int n, double wrong, double veryWrong, MarginSums to) {
    double[] y = rows.y();
    double[] m = rows.m();
    double[] p = rows.p();
    double[] loss = rows.loss();
    double[] lanes = to.lanes;
    for (int from = 0; from < n; from += MarginSums.PIECE) {
      int end = Math.min(from + MarginSums.PIECE, n);
      for (int lane = 0; lane < LANES; lane += WIDTH) {
        levels(y, m, loss, lane, from, end, lanes);
        slopes(y, p, lane, from, end, lanes);
        below(wrong, y, m, loss, lane, from, end, lanes, 6 * LANES + lane);
        below(veryWrong, y, m, loss, lane, from, end, lanes, 8 * LANES + lane);
      }
      octaves(p, from, end, to.keys);
      sides(y, m, from, end, to.keys);
      count(to.keys, end - from, to.copies);
    }
  }

  private static void count(long[] keys, int n, int[] to) {
    for (int i = 0; i < n; i += MarginSums.COPIES) {
      to[(int) keys[i] & LAST]++;
      to[COUNTS | ((int) keys[i + 1] & LAST)]++;
      to[2 * COUNTS | ((int) keys[i + 2] & LAST)]++;
      to[3 * COUNTS | ((int) keys[i + 3] & LAST)]++;
    }
  }

  /** Margins, their squares and losses. */
  private static void levels(
      double[] y, double[] m, double[] loss, int lane, int from, int to, double[] lanes) {
    DoubleVector sum = DoubleVector.fromArray(DOUBLES, lanes, lane);
    DoubleVector squares = DoubleVector.fromArray(DOUBLES, lanes, LANES + lane);
    DoubleVector losses = DoubleVector.fromArray(DOUBLES, lanes, 2 * LANES + lane);
    DoubleVector sum1 = DoubleVector.fromArray(DOUBLES, lanes, ONES + lane);
    DoubleVector squares1 = DoubleVector.fromArray(DOUBLES, lanes, ONES + LANES + lane);
    DoubleVector losses1 = DoubleVector.fromArray(DOUBLES, lanes, ONES + 2 * LANES + lane);
    for (int i = from + lane; i < to; i += LANES) {
      DoubleVector is1 = DoubleVector.fromArray(DOUBLES, y, i);
      DoubleVector margin = DoubleVector.fromArray(DOUBLES, m, i);
      DoubleVector lost = DoubleVector.fromArray(DOUBLES, loss, i);
      DoubleVector margin1 = margin.mul(is1);
      sum = sum.add(margin);
      sum1 = sum1.add(margin1);
      squares = margin.fma(margin, squares);
      squares1 = margin1.fma(margin1, squares1);
      losses = losses.add(lost);
      losses1 = lost.fma(is1, losses1);
    }
    sum.intoArray(lanes, lane);
    squares.intoArray(lanes, LANES + lane);
    losses.intoArray(lanes, 2 * LANES + lane);
    sum1.intoArray(lanes, ONES + lane);
    squares1.intoArray(lanes, ONES + LANES + lane);
    losses1.intoArray(lanes, ONES + 2 * LANES + lane);
  }

  /** Residuals, slopes and their products. */
  private static void slopes(double[] y, double[] p, int lane, int from, int to, double[] lanes) {
    DoubleVector one = DoubleVector.broadcast(DOUBLES, 1);
    DoubleVector residual = DoubleVector.fromArray(DOUBLES, lanes, 3 * LANES + lane);
    DoubleVector slope = DoubleVector.fromArray(DOUBLES, lanes, 4 * LANES + lane);
    DoubleVector both = DoubleVector.fromArray(DOUBLES, lanes, 5 * LANES + lane);
    DoubleVector residual1 = DoubleVector.fromArray(DOUBLES, lanes, ONES + 3 * LANES + lane);
    DoubleVector slope1 = DoubleVector.fromArray(DOUBLES, lanes, ONES + 4 * LANES + lane);
    DoubleVector both1 = DoubleVector.fromArray(DOUBLES, lanes, ONES + 5 * LANES + lane);
    for (int i = from + lane; i < to; i += LANES) {
      DoubleVector is1 = DoubleVector.fromArray(DOUBLES, y, i);
      DoubleVector probability = DoubleVector.fromArray(DOUBLES, p, i);
      DoubleVector r = one.sub(probability);
      DoubleVector s = probability.mul(r);
      DoubleVector r1 = r.mul(is1);
      residual = residual.add(r);
      residual1 = residual1.add(r1);
      slope = slope.add(s);
      slope1 = s.fma(is1, slope1);
      both = r.fma(s, both);
      both1 = r1.fma(s, both1);
    }
    residual.intoArray(lanes, 3 * LANES + lane);
    slope.intoArray(lanes, 4 * LANES + lane);
    both.intoArray(lanes, 5 * LANES + lane);
    residual1.intoArray(lanes, ONES + 3 * LANES + lane);
    slope1.intoArray(lanes, ONES + 4 * LANES + lane);
    both1.intoArray(lanes, ONES + 5 * LANES + lane);
  }

  /** The octaves of whole registers of rows, and the bit of p &lt; 1/2. */
  private static void octaves(double[] p, int from, int to, long[] keys) {
    DoubleVector one = DoubleVector.broadcast(DOUBLES, 1);
    // Of 4 s, whose exponent is that of s and 2.
    LongVector bias = LongVector.broadcast(DOUBLES_AS_LONGS, BIAS - 2);
    for (int i = from; i < to; i += WIDTH) {
      DoubleVector probability = DoubleVector.fromArray(DOUBLES, p, i);
      DoubleVector s = probability.mul(one.sub(probability));
      LongVector exponent = s.reinterpretAsLongs().lanewise(VectorOperators.LSHR, EXPONENT_SHIFT);
      // Signs are read off the bits; where a difference is 0, it has none.
      LongVector low =
          probability
              .sub(0.5)
              .reinterpretAsLongs()
              .lanewise(VectorOperators.LSHR, SIGN_SHIFT - LOW_BIT)
              .and(1 << LOW_BIT);
      bias.sub(exponent).min(31).or(low).intoArray(keys, i - from);
    }
  }

  /** To the keys the bits of m &gt; 0 and of the label. */
  private static void sides(double[] y, double[] m, int from, int to, long[] keys) {
    DoubleVector zero = DoubleVector.zero(DOUBLES);
    for (int i = from; i < to; i += WIDTH) {
      LongVector above =
          zero.sub(DoubleVector.fromArray(DOUBLES, m, i))
              .reinterpretAsLongs()
              .lanewise(VectorOperators.LSHR, SIGN_SHIFT - ABOVE_BIT)
              .and(1 << ABOVE_BIT);
      LongVector label =
          DoubleVector.fromArray(DOUBLES, y, i)
              .reinterpretAsLongs()
              .lanewise(VectorOperators.LSHR, EXPONENT_SHIFT - LABEL_BIT)
              .and(1 << LABEL_BIT);
      LongVector.fromArray(DOUBLES_AS_LONGS, keys, i - from)
          .or(above)
          .or(label)
          .intoArray(keys, i - from);
    }
  }

  /** Rows with a margin below a threshold, and after them their losses. */
  private static void below(
      double threshold,
      double[] y,
      double[] m,
      double[] loss,
      int lane,
      int from,
      int to,
      double[] lanes,
      int at) {
    LongVector zero = LongVector.zero(DOUBLES_AS_LONGS);
    DoubleVector rows = DoubleVector.fromArray(DOUBLES, lanes, at);
    DoubleVector losses = DoubleVector.fromArray(DOUBLES, lanes, LANES + at);
    DoubleVector rows1 = DoubleVector.fromArray(DOUBLES, lanes, ONES + at);
    DoubleVector losses1 = DoubleVector.fromArray(DOUBLES, lanes, ONES + LANES + at);
    for (int i = from + lane; i < to; i += LANES) {
      // Negated it is all bits where the difference is negative, and none elsewhere. An arithmetic
      // shift says the same, but with it this loop took ten times as long.
      LongVector sign =
          DoubleVector.fromArray(DOUBLES, m, i)
              .sub(threshold)
              .reinterpretAsLongs()
              .lanewise(VectorOperators.LSHR, SIGN_SHIFT);
      DoubleVector isBelow = zero.sub(sign).and(ONE).reinterpretAsDoubles();
      DoubleVector isBelow1 = isBelow.mul(DoubleVector.fromArray(DOUBLES, y, i));
      DoubleVector lost = DoubleVector.fromArray(DOUBLES, loss, i);
      rows = rows.add(isBelow);
      losses = isBelow.fma(lost, losses);
      rows1 = rows1.add(isBelow1);
      losses1 = isBelow1.fma(lost, losses1);
    }
    rows.intoArray(lanes, at);
    losses.intoArray(lanes, LANES + at);
    rows1.intoArray(lanes, ONES + at);
    losses1.intoArray(lanes, ONES + LANES + at);
  }
}
