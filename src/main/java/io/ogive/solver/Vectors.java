package io.ogive.solver;

import java.util.stream.IntStream;

/** Arithmetic of vectors in a fixed order, so that it gives the same bits everywhere. */
final class Vectors {
  private static final int PIECE = 1 << 16;

  private Vectors() {}

  /** What is done to the elements from one index up to another. */
  @FunctionalInterface
  private interface Part {
    void run(int from, int to);
  }

  /** Long vectors in pieces, on several cores: a piece is the same whoever does it. */
  private static void inPieces(int length, Part part) {
    if (length <= PIECE) {
      part.run(0, length);
      return;
    }
    IntStream.range(0, pieces(length))
        .parallel()
        .forEach(p -> part.run(p * PIECE, (int) Math.min(length, (p + 1L) * PIECE)));
  }

  private static int pieces(int length) {
    return (int) ((length + PIECE - 1L) / PIECE);
  }

  /**
   * The dot product: within pieces of 65,536 elements those with the same index modulo 4 by fma in
   * order, then (0+2)+(1+3); pieces in order.
   */
  static double dot(double[] a, double[] b) {
    return sum(a.length, (from, to) -> dot(a, b, from, to));
  }

  /** A number of each piece. */
  private interface OfPiece {
    double of(int from, int to);
  }

  private static double sum(int length, OfPiece part) {
    double[] sums = new double[Math.max(1, pieces(length))];
    inPieces(length, (from, to) -> sums[from / PIECE] = part.of(from, to));
    double sum = 0;
    for (double piece : sums) {
      sum += piece;
    }
    return sum;
  }

  private static double dot(double[] a, double[] b, int from, int to) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = from;
    for (; i + 4 <= to; i += 4) {
      s0 = Math.fma(a[i], b[i], s0);
      s1 = Math.fma(a[i + 1], b[i + 1], s1);
      s2 = Math.fma(a[i + 2], b[i + 2], s2);
      s3 = Math.fma(a[i + 3], b[i + 3], s3);
    }
    for (; i < to; i++) {
      s0 = Math.fma(a[i], b[i], s0);
    }
    return (s0 + s2) + (s1 + s3);
  }

  /** The dot product of a vector in float32, in the order of the other one. */
  static double dot(float[] a, double[] b) {
    return sum(a.length, (from, to) -> dot(a, b, from, to));
  }

  private static double dot(float[] a, double[] b, int from, int to) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = from;
    for (; i + 4 <= to; i += 4) {
      s0 = Math.fma(a[i], b[i], s0);
      s1 = Math.fma(a[i + 1], b[i + 1], s1);
      s2 = Math.fma(a[i + 2], b[i + 2], s2);
      s3 = Math.fma(a[i + 3], b[i + 3], s3);
    }
    for (; i < to; i++) {
      s0 = Math.fma(a[i], b[i], s0);
    }
    return (s0 + s2) + (s1 + s3);
  }

  /** {@code x + t * d} as a new vector. */
  static double[] step(double[] x, double t, double[] d) {
    double[] result = x.clone();
    add(result, t, d);
    return result;
  }

  /** {@code a - b} as a new vector. */
  static double[] minus(double[] a, double[] b) {
    double[] result = new double[a.length];
    inPieces(
        a.length,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            result[i] = a[i] - b[i];
          }
        });
    return result;
  }

  /** {@code y += t * x}. */
  static void add(double[] y, double t, double[] x) {
    inPieces(
        y.length,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            y[i] = Math.fma(t, x[i], y[i]);
          }
        });
  }

  /** {@code y += t * x}. */
  static void add(double[] y, double t, float[] x) {
    inPieces(
        y.length,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            y[i] = Math.fma(t, x[i], y[i]);
          }
        });
  }

  /** {@code x / d}, element by element, as a new vector. */
  static double[] over(double[] x, double[] d) {
    double[] result = new double[x.length];
    inPieces(
        x.length,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            result[i] = x[i] / d[i];
          }
        });
    return result;
  }

  static double[] negated(double[] x) {
    double[] result = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      result[i] = -x[i];
    }
    return result;
  }

  /** {@code t * x} as a new vector. */
  static double[] scaled(double[] x, double t) {
    double[] result = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      result[i] = t * x[i];
    }
    return result;
  }

  /** The mean absolute element. */
  static double meanSize(double[] x) {
    double sum = 0;
    for (double value : x) {
      sum += Math.abs(value);
    }
    return sum / x.length;
  }

  /** The largest absolute element; NaN if any is. */
  static double maxNorm(double[] x) {
    double norm = 0;
    for (double v : x) {
      norm = Math.max(norm, Math.abs(v));
    }
    return norm;
  }
}
