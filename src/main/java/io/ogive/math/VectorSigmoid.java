package io.ogive.math;

import static io.ogive.math.VectorWidth.DOUBLES;
import static io.ogive.math.VectorWidth.LANES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/**
 * {@link Sigmoid} in registers, operation by operation; its formulas stand there.
 *
 * <p>The sigmoid and softplus take e = exp(-|z|) from a buffer that stays in the first cache: in
 * one loop with the polynomial of exp there are more constants than registers.
 */
final class VectorSigmoid {
  private static final int CHUNK = 512;
  private static final long SIGN = Long.MIN_VALUE;
  private static final long HALF = Double.doubleToRawLongBits(0.5);

  /** Called as {@link VectorMargins} calls its loops, and for the same reason. */
  private interface Step {
    void take(double[] m, double[] right, double[] wrong, double[] loss, int from, int length);
  }

  private static final Step[] LOGISTIC = {
    (m, right, wrong, loss, from, length) -> minusMagnitude(m, from, loss, from, length),
    (m, right, wrong, loss, from, length) -> exp(loss, from, loss, from, length),
    (m, right, wrong, loss, from, length) -> sides(m, loss, from, right, wrong, length),
    (m, right, wrong, loss, from, length) -> softplus(m, -1, from, loss, from, loss, length)
  };

  private VectorSigmoid() {}

  static void exp(double[] z, double[] out, int n) {
    int whole = n - n % LANES;
    exp(z, 0, out, 0, whole);
    for (int i = whole; i < n; i++) {
      out[i] = Sigmoid.exp(z[i]);
    }
  }

  static void sigmoid(double[] z, double[] out, int n) {
    int whole = n - n % LANES;
    double[] e = new double[Math.min(CHUNK, whole)];
    for (int from = 0; from < whole; from += CHUNK) {
      int length = Math.min(CHUNK, whole - from);
      minusMagnitude(z, from, e, 0, length);
      exp(e, 0, e, 0, length);
      sigmoid(z, from, e, out, length);
    }
    for (int i = whole; i < n; i++) {
      out[i] = Sigmoid.sigmoid(z[i]);
    }
  }

  static void softplus(double[] z, double[] out, int n) {
    int whole = n - n % LANES;
    double[] e = new double[Math.min(CHUNK, whole)];
    for (int from = 0; from < whole; from += CHUNK) {
      int length = Math.min(CHUNK, whole - from);
      minusMagnitude(z, from, e, 0, length);
      exp(e, 0, e, 0, length);
      softplus(z, 1, from, e, 0, out, length);
    }
    for (int i = whole; i < n; i++) {
      out[i] = Sigmoid.softplus(z[i]);
    }
  }

  /** The exponentials wait in {@code loss}, which is written last. */
  static void logistic(double[] m, double[] right, double[] wrong, double[] loss, int n) {
    int whole = n - n % LANES;
    for (int from = 0; from < whole; from += CHUNK) {
      int length = Math.min(CHUNK, whole - from);
      for (Step step : LOGISTIC) {
        step.take(m, right, wrong, loss, from, length);
      }
    }
    ScalarKernels.logistic(m, right, wrong, loss, whole, n);
  }

  private static void minusMagnitude(double[] z, int from, double[] out, int to, int length) {
    for (int i = 0; i < length; i += LANES) {
      LongVector bits = DoubleVector.fromArray(DOUBLES, z, from + i).reinterpretAsLongs();
      bits.or(SIGN).reinterpretAsDoubles().intoArray(out, to + i);
    }
  }

  private static void exp(double[] z, int from, double[] out, int to, int length) {
    DoubleVector round = DoubleVector.broadcast(DOUBLES, Sigmoid.ROUND);
    DoubleVector roundBiased = DoubleVector.broadcast(DOUBLES, Sigmoid.ROUND_BIASED);
    DoubleVector log2e = DoubleVector.broadcast(DOUBLES, Sigmoid.LOG2_E);
    DoubleVector ln2High = DoubleVector.broadcast(DOUBLES, -Sigmoid.LN2_HIGH);
    DoubleVector ln2Low = DoubleVector.broadcast(DOUBLES, -Sigmoid.LN2_LOW);
    DoubleVector half = DoubleVector.broadcast(DOUBLES, 0.5);
    DoubleVector e0 = DoubleVector.broadcast(DOUBLES, Sigmoid.E0);
    DoubleVector e1 = DoubleVector.broadcast(DOUBLES, Sigmoid.E1);
    DoubleVector e2 = DoubleVector.broadcast(DOUBLES, Sigmoid.E2);
    DoubleVector e3 = DoubleVector.broadcast(DOUBLES, Sigmoid.E3);
    DoubleVector e4 = DoubleVector.broadcast(DOUBLES, Sigmoid.E4);
    DoubleVector e5 = DoubleVector.broadcast(DOUBLES, Sigmoid.E5);
    DoubleVector e6 = DoubleVector.broadcast(DOUBLES, Sigmoid.E6);
    DoubleVector e7 = DoubleVector.broadcast(DOUBLES, Sigmoid.E7);
    DoubleVector e8 = DoubleVector.broadcast(DOUBLES, Sigmoid.E8);
    DoubleVector e9 = DoubleVector.broadcast(DOUBLES, Sigmoid.E9);
    for (int i = 0; i < length; i += LANES) {
      DoubleVector x =
          DoubleVector.fromArray(DOUBLES, z, from + i).max(Sigmoid.LOWEST).min(Sigmoid.HIGHEST);
      DoubleVector n = x.fma(log2e, round).sub(round);
      DoubleVector r = n.fma(ln2Low, n.fma(ln2High, x));
      DoubleVector q = r.fma(e9, e8);
      q = q.fma(r, e7);
      q = q.fma(r, e6);
      q = q.fma(r, e5);
      q = q.fma(r, e4);
      q = q.fma(r, e3);
      q = q.fma(r, e2);
      q = q.fma(r, e1);
      q = q.fma(r, e0);
      DoubleVector p = r.mul(r).fma(q, r).add(1.0);
      DoubleVector first = n.fma(half, roundBiased);
      DoubleVector second = n.sub(first.sub(roundBiased)).add(roundBiased);
      p.mul(
              first
                  .reinterpretAsLongs()
                  .lanewise(VectorOperators.LSHL, Sigmoid.EXPONENT_SHIFT)
                  .reinterpretAsDoubles())
          .mul(
              second
                  .reinterpretAsLongs()
                  .lanewise(VectorOperators.LSHL, Sigmoid.EXPONENT_SHIFT)
                  .reinterpretAsDoubles())
          .intoArray(out, to + i);
    }
  }

  private static void sigmoid(double[] z, int from, double[] e, double[] out, int length) {
    DoubleVector one = DoubleVector.broadcast(DOUBLES, 1.0);
    DoubleVector half = DoubleVector.broadcast(DOUBLES, 0.5);
    for (int i = 0; i < length; i += LANES) {
      DoubleVector tail = DoubleVector.fromArray(DOUBLES, e, i);
      DoubleVector h =
          DoubleVector.fromArray(DOUBLES, z, from + i)
              .reinterpretAsLongs()
              .and(SIGN)
              .or(HALF)
              .reinterpretAsDoubles();
      DoubleVector part = half.sub(h).fma(tail, half.add(h));
      DoubleVector d = one.add(tail);
      DoubleVector v = one.div(d);
      DoubleVector q = part.mul(v);
      DoubleVector minusQ = q.neg();
      DoubleVector rest = minusQ.fma(one.sub(d).add(tail), minusQ.fma(d, part));
      rest.fma(v, q).intoArray(out, from + i);
    }
  }

  /** The sigmoids of m and of -m, which share their divisor. */
  private static void sides(
      double[] m, double[] e, int from, double[] right, double[] wrong, int length) {
    DoubleVector one = DoubleVector.broadcast(DOUBLES, 1.0);
    DoubleVector half = DoubleVector.broadcast(DOUBLES, 0.5);
    for (int i = from; i < from + length; i += LANES) {
      DoubleVector tail = DoubleVector.fromArray(DOUBLES, e, i);
      DoubleVector h =
          DoubleVector.fromArray(DOUBLES, m, i)
              .reinterpretAsLongs()
              .and(SIGN)
              .or(HALF)
              .reinterpretAsDoubles();
      DoubleVector low = half.sub(h);
      DoubleVector high = half.add(h);
      DoubleVector d = one.add(tail);
      DoubleVector v = one.div(d);
      DoubleVector lost = one.sub(d).add(tail);
      DoubleVector part = low.fma(tail, high);
      DoubleVector q = part.mul(v);
      DoubleVector minusQ = q.neg();
      minusQ.fma(lost, minusQ.fma(d, part)).fma(v, q).intoArray(right, i);
      part = high.fma(tail, low);
      q = part.mul(v);
      minusQ = q.neg();
      minusQ.fma(lost, minusQ.fma(d, part)).fma(v, q).intoArray(wrong, i);
    }
  }

  /** {@code out = softplus(sign * z)}; e may be out. */
  private static void softplus(
      double[] z, double sign, int from, double[] e, int at, double[] out, int length) {
    DoubleVector one = DoubleVector.broadcast(DOUBLES, 1.0);
    DoubleVector half = DoubleVector.broadcast(DOUBLES, 0.5);
    DoubleVector l0 = DoubleVector.broadcast(DOUBLES, Sigmoid.L0);
    DoubleVector l1 = DoubleVector.broadcast(DOUBLES, Sigmoid.L1);
    DoubleVector l2 = DoubleVector.broadcast(DOUBLES, Sigmoid.L2);
    DoubleVector l3 = DoubleVector.broadcast(DOUBLES, Sigmoid.L3);
    DoubleVector l4 = DoubleVector.broadcast(DOUBLES, Sigmoid.L4);
    DoubleVector l5 = DoubleVector.broadcast(DOUBLES, Sigmoid.L5);
    DoubleVector l6 = DoubleVector.broadcast(DOUBLES, Sigmoid.L6);
    DoubleVector l7 = DoubleVector.broadcast(DOUBLES, Sigmoid.L7);
    DoubleVector l8 = DoubleVector.broadcast(DOUBLES, Sigmoid.L8);
    DoubleVector l9 = DoubleVector.broadcast(DOUBLES, Sigmoid.L9);
    for (int i = 0; i < length; i += LANES) {
      DoubleVector tail = DoubleVector.fromArray(DOUBLES, e, at + i);
      DoubleVector d = tail.fma(half, one);
      DoubleVector v = one.div(d);
      DoubleVector u = tail.mul(v);
      DoubleVector minusU = u.neg();
      DoubleVector rest = minusU.fma(tail.fma(half, one.sub(d)), minusU.fma(d, tail));
      DoubleVector w = u.mul(u);
      DoubleVector q = w.fma(l9, l8);
      q = q.fma(w, l7);
      q = q.fma(w, l6);
      q = q.fma(w, l5);
      q = q.fma(w, l4);
      q = q.fma(w, l3);
      q = q.fma(w, l2);
      q = q.fma(w, l1);
      q = q.fma(w, l0);
      DoubleVector.fromArray(DOUBLES, z, from + i)
          .mul(sign)
          .max(0.0)
          .add(u.add(u.mul(w).fma(q, rest.mul(v))))
          .intoArray(out, from + i);
    }
  }
}
