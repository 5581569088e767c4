package io.ogive.math;

/** Copies streams of values side by side, for operands whose values do not lie so. */
final class Streams {
  private Streams() {}

  /**
   * Writes {@code out[l * width + q] = x[from + l * step + q * stride]} for l below depth and q
   * below count, and leaves what lies between.
   */
  static void copy(
      double[] x, int from, int step, int stride, int depth, int count, double[] out, int width) {
    int q = 0;
    if (step == 1 && width == 8) {
      if (count == 5) {
        fiveOfEight(x, from, stride, depth, out);
        return;
      }
      for (; q + 4 <= count; q += 4) {
        fourOfEight(x, from + q * stride, stride, depth, out, q);
      }
    }
    for (; q < count; q++) {
      for (int l = 0, at = from + q * stride, o = q; l < depth; l++, at += step, o += width) {
        out[o] = x[at];
      }
    }
  }

  /** Of constant strides, which the compiler needs to drop its array checks. */
  private static void fourOfEight(
      double[] x, int from, int stride, int depth, double[] out, int q) {
    int from1 = from + stride;
    int from2 = from1 + stride;
    int from3 = from2 + stride;
    for (int l = 0; l < depth; l++) {
      out[q + l * 8] = x[from + l];
      out[q + l * 8 + 1] = x[from1 + l];
      out[q + l * 8 + 2] = x[from2 + l];
      out[q + l * 8 + 3] = x[from3 + l];
    }
  }

  private static void fiveOfEight(double[] x, int from, int stride, int depth, double[] out) {
    int from1 = from + stride;
    int from2 = from1 + stride;
    int from3 = from2 + stride;
    int from4 = from3 + stride;
    for (int l = 0; l < depth; l++) {
      out[l * 8] = x[from + l];
      out[l * 8 + 1] = x[from1 + l];
      out[l * 8 + 2] = x[from2 + l];
      out[l * 8 + 3] = x[from3 + l];
      out[l * 8 + 4] = x[from4 + l];
    }
  }
}
