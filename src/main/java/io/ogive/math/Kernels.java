package io.ogive.math;

import java.util.Objects;
import java.util.Optional;

/**
 * The loops in which training spends its time, as two implementations with the same bits: {@link
 * ScalarKernels} in plain Java and {@code VectorKernels} in the Vector API.
 *
 * <p>The bits are the same because the order of every sum is part of the contract, in logical lanes
 * that no register width can change. Of NaN only that it is one is promised, not its payload.
 * Callers check shapes; kernels assert.
 */
public interface Kernels {
  /** The number of logical lanes over which {@link #transposed} spreads its sums. */
  int SUM_LANES = 8;

  /** Logical lanes of a sum of {@link #gram}. */
  int GRAM_LANES = 16;

  /**
   * The fastest implementation this machine can run, unless the system property {@code
   * ogive.kernels} names another; says once on stderr why if there is no SIMD.
   *
   * @throws IllegalArgumentException if the property is not one of auto, scalar, vector,
   *     vector-512, vector-256, vector-128
   */
  static Kernels best() {
    return KernelProvider.best();
  }

  /** The plain Java twin. */
  static Kernels scalar() {
    return KernelProvider.scalar();
  }

  /** The SIMD twin, if this JVM can run it. */
  static Optional<Kernels> vector() {
    return KernelProvider.vector();
  }

  /**
   * Makes {@link #best} answer {@code kernels} in all threads of this JVM until the result is
   * closed: for tests and benchmarks, which compare time and bits.
   */
  static Use use(Kernels kernels) {
    return KernelProvider.use(Objects.requireNonNull(kernels, "kernels"));
  }

  /** The loops over float32 of the same kind. */
  FloatKernels floats();

  /**
   * {@code out[v][i] = starts[v] + sum over j of weights[j * vectors + v] * x[i][j]}, by fma in the
   * order of columns.
   *
   * @param weights {@link SparseKernels#sideBySide side by side}
   */
  default void margins(SparseRows x, double[] weights, double[] starts, double[][] out) {
    SparseKernels.margins(x, weights, starts, out);
  }

  /**
   * {@code units[j * vectors + v] += sum over i of r[v][i] * x[i][j] * scale[j]}, each addend
   * rounded to a multiple of 2^-{@link SparseKernels#UNIT_BITS}, halves to even, and counted in
   * that unit: what comes out depends on no order.
   *
   * @param r of magnitude 1 at most
   * @param scale powers of two that bring the values to magnitude 1 at most
   * @param units side by side
   */
  default void addUnits(SparseRows x, double[][] r, double[] scale, long[] units) {
    assert SparseUnits.areScaled(x, scale) : "a value is larger than its scale allows";
    SparseUnits.addUnits(x, r, scale, units);
  }

  /**
   * Adds {@code values[i]}, as the nearest multiple of 2^-{@code fractionBits}, halves to even, to
   * the 128-bit integer of the words {@code high[first + i]} and {@code low[first + i]} for i below
   * n. It wraps; that it does not is the caller's care.
   *
   * @param values below 2^(103 - fractionBits) in magnitude
   */
  default void addNearest(
      double[] values, int n, int fractionBits, long[] high, long[] low, int first) {
    NearestUnits.add(values, 0, n, fractionBits, high, low, first);
  }

  /** The loops of statistics. */
  default Measures measures() {
    return new ScalarMeasures();
  }

  /** What {@link #use} began; closing it brings back what {@link #best} answered before. */
  interface Use extends AutoCloseable {
    @Override
    void close();
  }

  /** A name for provenance, such as {@code "vector 512"} or {@code "scalar"}. */
  String name();

  /**
   * {@code out[i] = start + sum over j of weights[j] * x[i][j]}, by fma in the order of columns;
   * rows that pad the last panel are not written.
   */
  void margins(Panels x, double[] weights, double start, double[] out);

  /** The margins of several vectors of weights, each of the same bits as alone. */
  default void margins(Panels x, double[][] weights, double[] starts, double[][] out) {
    for (int v = 0; v < weights.length; v++) {
      margins(x, weights[v], starts[v], out[v]);
    }
  }

  /**
   * {@code out[j] = sum over i of r[i] * x[i][j]}: rows i with the same {@code i % 8} are added by
   * fma in order, and the eight sums s as ((s0+s4)+(s2+s6))+((s1+s5)+(s3+s7)).
   */
  void transposed(Panels x, double[] r, double[] out);

  /** The transposed products of several vectors, each of the same bits as alone. */
  default void transposed(Panels x, double[][] r, double[][] out) {
    for (int v = 0; v < r.length; v++) {
      transposed(x, r[v], out[v]);
    }
  }

  /**
   * The matrix product {@code c = a * b}, or {@code c += a * b}; c is {@code m x n} and b is {@code
   * k x n}, both row-major and dense; element (i, l) of a stands at {@code a[i * aRow + l *
   * aColumn]}, so that a may be transposed. Every element of c is added by fma in the order of l,
   * starting from 0 or from what c holds.
   */
  void product(
      int m,
      int n,
      int k,
      double[] a,
      int aRow,
      int aColumn,
      double[] b,
      double[] c,
      boolean accumulate);

  /**
   * The lower triangle of X'WX of float32 panels, all in float32: {@code c[j * (j + 1) / 2 + k] =
   * sum over i of (roots[i] * x[i][j]) * (roots[i] * x[i][k])} for k up to j, where rows i with the
   * same {@code i % 16} are added by fma in order from 0 on; of the sixteen sums s(r) + s(r + 8)
   * for r below 8 come first, then these eight as in {@link #transposed}.
   *
   * @param roots square roots of the weights of all rows, those that pad the last panel included
   * @param room of {@link #gramRoom} floats at least, for the operands to be laid out in
   */
  void gram(Panels x, float[] roots, float[] room, float[] c);

  /** The floats in which {@link #gram} lays out panels. */
  static int gramRoom(Panels x) {
    return ((x.columns() + 3) / 4 * 4) * x.panels() * Panels.LANES;
  }

  /**
   * {@code out[i] = 1 / (1 + exp(-z[i]))} for i below n, as {@link Sigmoid#sigmoid}; may be in
   * place.
   */
  void sigmoid(double[] z, double[] out, int n);

  /**
   * {@code out[i] = log(1 + exp(z[i]))} for i below n, as {@link Sigmoid#softplus}; may be in
   * place.
   */
  void softplus(double[] z, double[] out, int n);

  /** {@code out[i] = exp(z[i])} for i below n, as {@link Sigmoid#exp}; may be in place. */
  void exp(double[] z, double[] out, int n);

  /**
   * What a margin m says of its row, for i below n and from one exponential: {@code right[i] =
   * sigmoid(m[i])}, {@code wrong[i] = sigmoid(-m[i])} and {@code loss[i] = softplus(-m[i])}, as
   * {@link Sigmoid} has them. The arrays are four.
   */
  void logistic(double[] m, double[] right, double[] wrong, double[] loss, int n);

  /**
   * The sum of {@code a[i] * b[i]} for i below n: elements with the same {@code i % 8} are added by
   * fma in order from 0 on, and the eight sums as in {@link #transposed}.
   */
  double dot(double[] a, double[] b, int n);

  /**
   * {@code out[to + i] = (float) (x[i] - shift[at + i])} for i below n, a zero without its sign.
   *
   * @param x {@link DoubleBytes}, the first at {@code from}
   * @return whether each difference, before it is rounded, is 0 or in magnitude from {@code
   *     smallest} to {@code largest}
   */
  boolean narrow(
      byte[] x,
      int from,
      double[] shift,
      int at,
      int n,
      double smallest,
      double largest,
      float[] out,
      int to);

  /** {@link Hash64#of(long, float[])}. */
  long hash(long seed, float[] values);

  /**
   * Sums over a column of float32 panels: into {@code out[0]} of x, and of x^2 into {@code out[1]},
   * rounded to what {@code grid} leaves of it, and what that loses into {@code out[2]}. Callers see
   * to it that no addition rounds, so that there is no order to promise. The largest magnitude,
   * none of it NaN, into {@code out[3]}.
   *
   * @param grid 1.5 times a power of two
   * @return whether each value is 0 or in magnitude at least {@code smallest}; if not, the sums
   *     mean nothing
   */
  boolean columnSums(Panels x, int column, float smallest, double grid, double[] out);

  /**
   * One step of Adam (Kingma and Ba 2015), element by element for i below n:
   *
   * <pre>
   * m = beta1 * m + (1 - beta1) * g;   v = beta2 * v + (1 - beta2) * g * g
   * w = w - rate * (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)
   * </pre>
   *
   * where the first product and the sum in m and v are one fma, and all else is left to right.
   *
   * @param correction1 {@code 1 / (1 - beta1^t)}
   * @param correction2 {@code 1 / (1 - beta2^t)}
   */
  void adam(
      double[] w,
      double[] m,
      double[] v,
      double[] g,
      int n,
      double rate,
      double beta1,
      double beta2,
      double epsilon,
      double correction1,
      double correction2);
}
