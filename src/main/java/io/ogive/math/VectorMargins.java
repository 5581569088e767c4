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

  /**
   * One of the loops over rows that a piece has. They are called through an array, so that none
   * becomes a part of its caller: there the compiler would run out of room for what a method holds,
   * and from then on allocate vectors instead of keeping them in registers. Which of the loops that
   * hits depends on what it compiled before, and takes up to 16 times as long.
   */
  private interface Loop {
    void add(Measures.Margins rows, int from, int to, MarginSums sums);
  }

  private static final Loop[] LOOPS = {
    VectorMargins::levels,
    VectorMargins::slopes,
    (rows, from, to, sums) -> below(sums.wrong, rows, from, to, sums.lanes, 6 * LANES),
    (rows, from, to, sums) -> below(sums.veryWrong, rows, from, to, sums.lanes, 8 * LANES),
    VectorMargins::places,
    VectorMargins::count
  };

  private VectorMargins() {}

  /** {@link Measures#margins} of whole rounds of lanes. */
  static void add(Measures.Margins rows, int n, MarginSums to) {
    for (int from = 0; from < n; from += MarginSums.PIECE) {
      int end = Math.min(from + MarginSums.PIECE, n);
      for (Loop loop : LOOPS) {
        loop.add(rows, from, end, to);
      }
    }
  }

  /** Margins, their squares and losses. */
  private static void levels(Measures.Margins rows, int from, int to, MarginSums sums) {
    double[] y = rows.y();
    double[] m = rows.m();
    double[] loss = rows.loss();
    double[] lanes = sums.lanes;
    for (int lane = 0; lane < LANES; lane += WIDTH) {
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
        sum = margin.add(sum);
        sum1 = margin1.add(sum1);
        squares = margin.fma(margin, squares);
        squares1 = margin1.fma(margin1, squares1);
        losses = lost.add(losses);
        losses1 = lost.fma(is1, losses1);
      }
      sum.intoArray(lanes, lane);
      squares.intoArray(lanes, LANES + lane);
      losses.intoArray(lanes, 2 * LANES + lane);
      sum1.intoArray(lanes, ONES + lane);
      squares1.intoArray(lanes, ONES + LANES + lane);
      losses1.intoArray(lanes, ONES + 2 * LANES + lane);
    }
  }

  /** Residuals, slopes and their products. */
  private static void slopes(Measures.Margins rows, int from, int to, MarginSums sums) {
    double[] y = rows.y();
    double[] p = rows.p();
    double[] lanes = sums.lanes;
    DoubleVector one = DoubleVector.broadcast(DOUBLES, 1);
    for (int lane = 0; lane < LANES; lane += WIDTH) {
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
        residual = r.add(residual);
        residual1 = r1.add(residual1);
        slope = s.add(slope);
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
  }

  /** Rows with a margin below a threshold, and after them their losses. */
  private static void below(
      double threshold, Measures.Margins of, int from, int to, double[] lanes, int k) {
    double[] y = of.y();
    double[] m = of.m();
    double[] loss = of.loss();
    LongVector zero = LongVector.zero(DOUBLES_AS_LONGS);
    for (int at = k; at < k + LANES; at += WIDTH) {
      DoubleVector rows = DoubleVector.fromArray(DOUBLES, lanes, at);
      DoubleVector losses = DoubleVector.fromArray(DOUBLES, lanes, LANES + at);
      DoubleVector rows1 = DoubleVector.fromArray(DOUBLES, lanes, ONES + at);
      DoubleVector losses1 = DoubleVector.fromArray(DOUBLES, lanes, ONES + LANES + at);
      for (int i = from + at - k; i < to; i += LANES) {
        // Negated it is all bits where the difference is negative, and none elsewhere.
        LongVector sign =
            DoubleVector.fromArray(DOUBLES, m, i)
                .sub(threshold)
                .reinterpretAsLongs()
                .lanewise(VectorOperators.LSHR, SIGN_SHIFT);
        DoubleVector isBelow = zero.sub(sign).and(ONE).reinterpretAsDoubles();
        DoubleVector isBelow1 = isBelow.mul(DoubleVector.fromArray(DOUBLES, y, i));
        DoubleVector lost = DoubleVector.fromArray(DOUBLES, loss, i);
        rows = isBelow.add(rows);
        losses = isBelow.fma(lost, losses);
        rows1 = isBelow1.add(rows1);
        losses1 = isBelow1.fma(lost, losses1);
      }
      rows.intoArray(lanes, at);
      losses.intoArray(lanes, LANES + at);
      rows1.intoArray(lanes, ONES + at);
      losses1.intoArray(lanes, ONES + LANES + at);
    }
  }

  /**
   * The places of whole registers of rows: octaves, and the bits of p &lt; 1/2, m &gt; 0 and the
   * label.
   */
  private static void places(Measures.Margins rows, int from, int to, MarginSums sums) {
    double[] y = rows.y();
    double[] m = rows.m();
    double[] p = rows.p();
    long[] keys = sums.keys;
    DoubleVector zero = DoubleVector.zero(DOUBLES);
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
      bias.sub(exponent).min(31).or(low).or(above).or(label).intoArray(keys, i - from);
    }
  }

  private static void count(Measures.Margins rows, int from, int to, MarginSums sums) {
    long[] keys = sums.keys;
    int[] counts = sums.copies;
    for (int i = 0; i < to - from; i += MarginSums.COPIES) {
      counts[(int) keys[i] & LAST]++;
      counts[COUNTS | ((int) keys[i + 1] & LAST)]++;
      counts[2 * COUNTS | ((int) keys[i + 2] & LAST)]++;
      counts[3 * COUNTS | ((int) keys[i + 3] & LAST)]++;
    }
  }
}
