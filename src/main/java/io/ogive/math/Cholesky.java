package io.ogive.math;

import java.util.Arrays;

/**
 * The factor L of a symmetric positive semidefinite matrix A = L L', with which to solve A x = b.
 *
 * <p>Where A is singular to working precision (collinear columns leave a pivot that is not above
 * {@code size * 2^-53} of its diagonal), A + ridge * diag(A) is factored instead: ridge is 1e-14,
 * or ten times more until all pivots are positive. A zero on the diagonal of a semidefinite matrix
 * means that its row and column are zero; such a component is left out, its solution is 0 and so is
 * its inverse diagonal.
 *
 * <p>Each element subtracts its products by fma in the order of the pivots, which is the textbook's
 * order (Golub and Van Loan, "Matrix Computations", section 4.2), so the bits are fixed. Rows of L'
 * are held, so that inner loops run along memory.
 */
public final class Cholesky {
  private static final double FIRST_RIDGE = 1e-14;
  private static final double LAST_RIDGE = 1e6;
  private static final double ROUNDING = 0x1p-53;

  private final int size;
  // Row k holds column k of L from its diagonal on; a component left out has a zero there.
  private final double[][] upper;
  private double ridge;

  private Cholesky(int size) {
    this.size = size;
    this.upper = new double[size][size];
  }

  /**
   * Factors a matrix, which is not modified.
   *
   * @throws ArithmeticException if the matrix is not finite or has a negative diagonal
   */
  public static Cholesky of(SymmetricMatrix a) {
    for (int k = 0; k < a.size(); k++) {
      double diagonal = a.get(k, k);
      if (!(diagonal >= 0 && diagonal <= Double.MAX_VALUE)) {
        throw new ArithmeticException(
            "diagonal element %d is %s; a semidefinite matrix has none such"
                .formatted(k, diagonal));
      }
    }
    Cholesky factor = new Cholesky(a.size());
    while (!factor.tryFactor(a)) {
      factor.ridge = factor.ridge == 0 ? FIRST_RIDGE : factor.ridge * 10;
      if (factor.ridge > LAST_RIDGE) {
        throw new ArithmeticException(
            "a matrix of size %d is not positive semidefinite".formatted(a.size()));
      }
    }
    return factor;
  }

  private boolean tryFactor(SymmetricMatrix a) {
    for (int k = 0; k < size; k++) {
      double[] row = upper[k];
      double diagonal = a.get(k, k) + ridge * a.get(k, k);
      if (diagonal == 0) {
        Arrays.fill(row, 0.0);
        continue;
      }
      row[k] = diagonal;
      for (int j = k + 1; j < size; j++) {
        row[j] = a.values()[j * size + k];
      }
      subtractRowsAbove(k, row);
      double pivot = row[k];
      if (Double.isNaN(pivot) || Double.isInfinite(pivot)) {
        throw new ArithmeticException(
            "row %d of a matrix of size %d is not finite".formatted(k, size));
      }
      if (pivot <= size * ROUNDING * diagonal) {
        return false;
      }
      double root = Math.sqrt(pivot);
      row[k] = root;
      for (int j = k + 1; j < size; j++) {
        row[j] /= root;
      }
    }
    return true;
  }

  /** Four rows at a time, for fewer passes over {@code row}; each element still in their order. */
  private void subtractRowsAbove(int k, double[] row) {
    int p = 0;
    for (; p + 4 <= k; p += 4) {
      double[] u0 = upper[p];
      double[] u1 = upper[p + 1];
      double[] u2 = upper[p + 2];
      double[] u3 = upper[p + 3];
      double f0 = -u0[k];
      double f1 = -u1[k];
      double f2 = -u2[k];
      double f3 = -u3[k];
      for (int j = k; j < size; j++) {
        row[j] =
            Math.fma(
                f3, u3[j], Math.fma(f2, u2[j], Math.fma(f1, u1[j], Math.fma(f0, u0[j], row[j]))));
      }
    }
    for (; p < k; p++) {
      subtract(upper[p][k], upper[p], row, k);
    }
  }

  /** {@code row[j] -= factor * u[j]} from {@code from} on. */
  private static void subtract(double factor, double[] u, double[] row, int from) {
    for (int j = from; j < row.length; j++) {
      row[j] = Math.fma(-factor, u[j], row[j]);
    }
  }

  /** The order of the matrix. */
  public int size() {
    return size;
  }

  /** The relative ridge that was added to the diagonal; 0 if the matrix needed none. */
  public double ridge() {
    return ridge;
  }

  /** The solution x of A x = b, as a new array. */
  public double[] solve(double[] b) {
    if (b.length != size) {
      throw new IllegalArgumentException(
          "the right side of a system of size %d has %d values".formatted(size, b.length));
    }
    double[] x = b.clone();
    forward(x, 0);
    for (int k = size - 1; k >= 0; k--) {
      double[] row = upper[k];
      double sum = x[k];
      for (int j = k + 1; j < size; j++) {
        sum = Math.fma(-row[j], x[j], sum);
      }
      x[k] = row[k] == 0 ? 0 : sum / row[k];
    }
    return x;
  }

  /** Solves L y = x in place, where x is zero before {@code from}. */
  private void forward(double[] x, int from) {
    for (int k = from; k < size; k++) {
      double pivot = upper[k][k];
      x[k] = pivot == 0 ? 0 : x[k] / pivot;
      subtract(x[k], upper[k], x, k + 1);
    }
  }

  /** The diagonal of the inverse of A: variances of coefficients, if A is their information. */
  public double[] inverseDiagonal() {
    double[] diagonal = new double[size];
    double[] y = new double[size];
    for (int i = 0; i < size; i++) {
      Arrays.fill(y, 0.0);
      y[i] = 1;
      forward(y, i);
      double sum = 0;
      for (int k = i; k < size; k++) {
        sum = Math.fma(y[k], y[k], sum);
      }
      diagonal[i] = sum;
    }
    return diagonal;
  }
}
