package io.ogive.objective;

/** The sum of one number a row: those with the same place modulo 4 in order, then (0+2)+(1+3). */
final class RowSum {
  private RowSum() {}

  static double of(double[] x) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 4 <= x.length; i += 4) {
      s0 += x[i];
      s1 += x[i + 1];
      s2 += x[i + 2];
      s3 += x[i + 3];
    }
    for (; i < x.length; i++) {
      s0 += x[i];
    }
    return (s0 + s2) + (s1 + s3);
  }
}
