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
  private static final int WIDTH = DOUBLES.length();
  private static final int SIGN_SHIFT = 63;
  private static final int EXPONENT_SHIFT = 52;
  private static final int BIAS = 1023;
  private static final int LOW_BIT = 5;
  private static final int ABOVE_BIT = 6;
  private static final int LABEL_BIT = 7;

  /** Rows that stay in the cache from loop to loop. */
  private static final int PIECE = 512;

  private static final int COUNTS = Measures.MARGIN_COUNTS;
  private static final int LAST = COUNTS - 1;

  /** Neighbours are counted in different copies, so that none waits for another. */
  private static final int COPIES = 4;

  private VectorMargins() {}

  /** {@link Measures#margins} of whole rounds of lanes. */
  static void add(
      Measures.Margins rows, int n, double wrong, double veryWrong, double[] lanes, int[] counts) {
    double[] y = rows.y();
    double[] m = rows.m();
    double[] p = rows.p();
    double[] loss = rows.loss();
    long[] keys = new long[PIECE];
    // Local and of a known length, so that no place in it is checked.
    int[] copies = new int[COPIES * COUNTS];
    for (int from = 0; from < n; from += PIECE) {
      int to = Math.min(from + PIECE, n);
      for (int lane = 0; lane < LANES; lane += WIDTH) {
        levels(y, m, loss, lane, from, to, lanes);
        slopes(y, p, lane, from, to, lanes);
        below(wrong, y, m, loss, lane, from, to, lanes, 6);
        below(veryWrong, y, m, loss, lane, from, to, lanes, 8);
      }
      octaves(p, from, to, keys);
      sides(y, m, from, to, keys);
      count(keys, to - from, copies);
    }
    for (int k = 0; k < COUNTS; k++) {
      counts[k] += copies[k] + copies[COUNTS | k] + copies[2 * COUNTS | k] + copies[3 * COUNTS | k];
    }
  }

  private static void count(long[] keys, int n, int[] to) {
    for (int i = 0; i < n; i += COPIES) {
      to[(int) keys[i] & LAST]++;
      to[COUNTS | ((int) keys[i + 1] & LAST)]++;
      to[2 * COUNTS | ((int) keys[i + 2] & LAST)]++;
      to[3 * COUNTS | ((int) keys[i + 3] & LAST)]++;
    }
  }

  /** Margins, their squares and losses. */
  private static void levels(
      double[] y, double[] m, double[] loss, int lane, int from, int to, double[] lanes) {
    DoubleVector one = DoubleVector.broadcast(DOUBLES, 1);
    DoubleVector sum0 = DoubleVector.fromArray(DOUBLES, lanes, lane);
    DoubleVector squares0 = DoubleVector.fromArray(DOUBLES, lanes, LANES + lane);
    DoubleVector losses0 = DoubleVector.fromArray(DOUBLES, lanes, 2 * LANES + lane);
    DoubleVector sum1 = DoubleVector.fromArray(DOUBLES, lanes, 10 * LANES + lane);
    DoubleVector squares1 = DoubleVector.fromArray(DOUBLES, lanes, 11 * LANES + lane);
    DoubleVector losses1 = DoubleVector.fromArray(DOUBLES, lanes, 12 * LANES + lane);
    for (int i = from + lane; i < to; i += LANES) {
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

  /** Residuals, slopes and their products. */
  private static void slopes(double[] y, double[] p, int lane, int from, int to, double[] lanes) {
    DoubleVector one = DoubleVector.broadcast(DOUBLES, 1);
    DoubleVector residual0 = DoubleVector.fromArray(DOUBLES, lanes, 3 * LANES + lane);
    DoubleVector slope0 = DoubleVector.fromArray(DOUBLES, lanes, 4 * LANES + lane);
    DoubleVector both0 = DoubleVector.fromArray(DOUBLES, lanes, 5 * LANES + lane);
    DoubleVector residual1 = DoubleVector.fromArray(DOUBLES, lanes, 13 * LANES + lane);
    DoubleVector slope1 = DoubleVector.fromArray(DOUBLES, lanes, 14 * LANES + lane);
    DoubleVector both1 = DoubleVector.fromArray(DOUBLES, lanes, 15 * LANES + lane);
    for (int i = from + lane; i < to; i += LANES) {
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
    }
    residual0.intoArray(lanes, 3 * LANES + lane);
    slope0.intoArray(lanes, 4 * LANES + lane);
    both0.intoArray(lanes, 5 * LANES + lane);
    residual1.intoArray(lanes, 13 * LANES + lane);
    slope1.intoArray(lanes, 14 * LANES + lane);
    both1.intoArray(lanes, 15 * LANES + lane);
  }

  /** The octaves of whole registers of rows, and the bit of p &lt; 1/2. */
  private static void octaves(double[] p, int from, int to, long[] keys) {
    DoubleVector one = DoubleVector.broadcast(DOUBLES, 1);
    LongVector bias = LongVector.broadcast(DOUBLES_AS_LONGS, BIAS);
    for (int i = from; i < to; i += WIDTH) {
      DoubleVector probability = DoubleVector.fromArray(DOUBLES, p, i);
      DoubleVector g = probability.mul(4).mul(one.sub(probability));
      LongVector exponent = g.reinterpretAsLongs().lanewise(VectorOperators.LSHR, EXPONENT_SHIFT);
      // Signs are read off the bits; where a difference is 0, it has none.
      LongVector low =
          probability
              .sub(0.5)
              .reinterpretAsLongs()
              .lanewise(VectorOperators.LSHR, SIGN_SHIFT - LOW_BIT)
              .and(1 << LOW_BIT);
      bias.sub(exponent).min(31).and(31).or(low).intoArray(keys, i - from);
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

  /** The k-th sum of rows with a margin below a threshold, and the next, of their losses. */
  private static void below(
      double threshold,
      double[] y,
      double[] m,
      double[] loss,
      int lane,
      int from,
      int to,
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
    for (int i = from + lane; i < to; i += LANES) {
      DoubleVector is1 = DoubleVector.fromArray(DOUBLES, y, i);
      DoubleVector is0 = one.sub(is1);
      // All bits where the difference is negative, and none elsewhere. An arithmetic shift says the
      // same, but with it this loop took ten times as long.
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
