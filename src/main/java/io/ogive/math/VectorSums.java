package io.ogive.math;

import static io.ogive.math.VectorWidth.DOUBLES;
import static io.ogive.math.VectorWidth.LANES;

import jdk.incubator.vector.DoubleVector;

/** Sums of products in eight logical lanes: one register of them, or two at a time. */
final class VectorSums {
  private static final int SUM_LANES = Kernels.SUM_LANES;

  private VectorSums() {}

  static void dot(double[] a, double[] b, int n, double[] lanes) {
    DoubleVector sum = DoubleVector.zero(DOUBLES);
    for (int i = 0; i < n; i += SUM_LANES) {
      sum = DoubleVector.fromArray(DOUBLES, a, i).fma(DoubleVector.fromArray(DOUBLES, b, i), sum);
    }
    sum.intoArray(lanes, 0);
  }

  static void dotOfTwo(double[] a, double[] b, int lane, int n, double[] lanes) {
    DoubleVector low = DoubleVector.zero(DOUBLES);
    DoubleVector high = low;
    for (int i = lane; i < n; i += SUM_LANES) {
      low = DoubleVector.fromArray(DOUBLES, a, i).fma(DoubleVector.fromArray(DOUBLES, b, i), low);
      high =
          DoubleVector.fromArray(DOUBLES, a, i + LANES)
              .fma(DoubleVector.fromArray(DOUBLES, b, i + LANES), high);
    }
    low.intoArray(lanes, lane);
    high.intoArray(lanes, lane + LANES);
  }
}
