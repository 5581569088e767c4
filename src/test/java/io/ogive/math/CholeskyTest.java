package io.ogive.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CholeskyTest {
  private static double[][] random(int seed, int rows, int columns) {
    KeyedRandom random = KeyedRandom.of(seed, rows, columns);
    double[][] x = new double[rows][columns];
    for (double[] row : x) {
      Arrays.setAll(row, j -> 2 * random.nextDouble() - 1);
    }
    return x;
  }

  /** X'X, with rubbish above the diagonal, which no one may read. */
  private static SymmetricMatrix gram(double[][] x) {
    int d = x[0].length;
    double[] values = new double[d * d];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        for (double[] row : x) {
          values[i * d + j] += row[i] * row[j];
        }
        values[i * d + j] = j > i ? Double.NaN : values[i * d + j];
      }
    }
    return new SymmetricMatrix(d, values);
  }

  /** The textbook's L, row by row (Golub and Van Loan, 4.2), each product by fma in order. */
  private static double[][] textbook(SymmetricMatrix a) {
    double[][] l = new double[a.size()][a.size()];
    for (int i = 0; i < a.size(); i++) {
      for (int j = 0; j <= i; j++) {
        double sum = a.get(i, j);
        for (int k = 0; k < j; k++) {
          sum = Math.fma(-l[j][k], l[i][k], sum);
        }
        l[i][j] = i == j ? Math.sqrt(sum) : sum / l[j][j];
      }
    }
    return l;
  }

  private static double[] textbookSolve(double[][] l, double[] b) {
    double[] x = b.clone();
    for (int i = 0; i < b.length; i++) {
      for (int k = 0; k < i; k++) {
        x[i] = Math.fma(-x[k], l[i][k], x[i]);
      }
      x[i] /= l[i][i];
    }
    for (int i = b.length - 1; i >= 0; i--) {
      for (int k = i + 1; k < b.length; k++) {
        x[i] = Math.fma(-l[k][i], x[k], x[i]);
      }
      x[i] /= l[i][i];
    }
    return x;
  }

  @Test
  void aCaseByHand() {
    // L = (2; 6 1; -8 5 3), so b = A (1, 1, 1) = (0, 6, 39).
    double[] values = {4, 0, 0, 12, 37, 0, -16, -43, 98};
    Cholesky factor = Cholesky.of(new SymmetricMatrix(3, values));
    assertThat(factor.size()).isEqualTo(3);
    assertThat(factor.ridge()).isEqualTo(0);
    assertThat(factor.solve(new double[] {0, 6, 39})).containsExactly(1, 1, 1);
    double[] inverse = factor.inverseDiagonal();
    assertThat(inverse[0]).isCloseTo(1777.0 / 36, within(1e-12));
    assertThat(inverse[1]).isCloseTo(34.0 / 9, within(1e-12));
    assertThat(inverse[2]).isCloseTo(1.0 / 9, within(1e-12));
    assertThat(values).containsExactly(4, 0, 0, 12, 37, 0, -16, -43, 98);
  }

  @Test
  void theBitsAreThoseOfTheTextbooksOrder() {
    for (int d : new int[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 16, 33, 70}) {
      SymmetricMatrix a = gram(random(21, 2 * d, d));
      double[] b = random(22, 1, d)[0];
      assertThat(Cholesky.of(a).solve(b)).as("d = %d", d).isEqualTo(textbookSolve(textbook(a), b));
    }
  }

  @Test
  void theSolutionSolves() {
    int d = 120;
    double[][] x = random(23, 300, d);
    Cholesky factor = Cholesky.of(gram(x));
    double[] expected = random(24, 1, d)[0];
    double[] b = new double[d];
    for (double[] row : x) {
      double dot = 0;
      for (int j = 0; j < d; j++) {
        dot += row[j] * expected[j];
      }
      for (int j = 0; j < d; j++) {
        b[j] += row[j] * dot;
      }
    }
    assertThat(factor.solve(b)).containsExactly(expected, within(1e-11));
  }

  @Test
  void theInverseDiagonalIsThatOfSolvedUnitVectors() {
    int d = 40;
    Cholesky factor = Cholesky.of(gram(random(25, 90, d)));
    double[] diagonal = factor.inverseDiagonal();
    for (int i = 0; i < d; i++) {
      double[] unit = new double[d];
      unit[i] = 1;
      assertThat(diagonal[i]).isCloseTo(factor.solve(unit)[i], within(1e-12));
    }
  }

  @Test
  void collinearColumnsGetTheSmallestRidgeThatWorks() {
    Cholesky factor = Cholesky.of(new SymmetricMatrix(2, new double[] {2, 0, 2, 2}));
    assertThat(factor.ridge()).isEqualTo(1e-14);
    double[] x = factor.solve(new double[] {2, 2});
    assertThat(x[0] + x[1]).isCloseTo(1, within(1e-10));
    assertThat(factor.inverseDiagonal()).doesNotContain(Double.NaN);
  }

  @Test
  void collinearColumnsAmongManyStillSolve() {
    int d = 60;
    double[][] x = random(26, 200, d);
    for (double[] row : x) {
      row[d - 1] = row[3] - 2 * row[7];
      row[20] = 1e6 * row[21];
    }
    SymmetricMatrix a = gram(x);
    Cholesky factor = Cholesky.of(a);
    assertThat(factor.ridge()).isBetween(1e-14, 1e-11);
    double[] y = new double[200];
    double[] b = new double[d];
    for (int i = 0; i < 200; i++) {
      y[i] = x[i][3] + x[i][5];
      for (int j = 0; j < d; j++) {
        b[j] += x[i][j] * y[i];
      }
    }
    double[] w = factor.solve(b);
    for (int i = 0; i < 200; i++) {
      double fit = 0;
      for (int j = 0; j < d; j++) {
        fit += x[i][j] * w[j];
      }
      assertThat(fit).isCloseTo(y[i], within(1e-3));
    }
  }

  @Test
  void zeroRowsAreLeftOut() {
    double[] values = {0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 2, 0, 3};
    Cholesky factor = Cholesky.of(new SymmetricMatrix(4, values));
    assertThat(factor.ridge()).isEqualTo(0);
    double[] x = factor.solve(new double[] {5, 6, 7, 8});
    // (4 2; 2 3) (x, y) = (6, 8): x = 1/4, y = 5/2; its inverse has diagonal 3/8, 1/2.
    assertThat(x).containsExactly(new double[] {0, 0.25, 0, 2.5}, within(1e-15));
    assertThat(factor.inverseDiagonal())
        .containsExactly(new double[] {0, 0.375, 0, 0.5}, within(1e-15));
    assertThat(Cholesky.of(new SymmetricMatrix(0, new double[0])).solve(new double[0])).isEmpty();
  }

  @Test
  void scalingAColumnByAPowerOfTwoScalesTheSolutionAlone() {
    double[][] x = random(27, 50, 9);
    double[] b = random(28, 1, 9)[0];
    double[] plain = Cholesky.of(gram(x)).solve(b);
    for (double[] row : x) {
      row[4] *= 0x1p20;
    }
    b[4] *= 0x1p20;
    plain[4] *= 0x1p-20;
    assertThat(Cholesky.of(gram(x)).solve(b)).isEqualTo(plain);
  }

  @Test
  void whatIsNoSemidefiniteMatrixIsRefused() {
    assertThatThrownBy(() -> Cholesky.of(new SymmetricMatrix(1, new double[] {-1})))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("element 0 is -1.0");
    assertThatThrownBy(() -> Cholesky.of(new SymmetricMatrix(1, new double[] {Double.NaN})))
        .isInstanceOf(ArithmeticException.class);
    double[] nan = {1, 0, Double.NaN, 1};
    assertThatThrownBy(() -> Cholesky.of(new SymmetricMatrix(2, nan)))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("row 1");
    double[] indefinite = {1, 0, 1e9, 1};
    assertThatThrownBy(() -> Cholesky.of(new SymmetricMatrix(2, indefinite)))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("semidefinite");
  }

  @Test
  void wrongLengthsAreRefused() {
    Cholesky factor = Cholesky.of(new SymmetricMatrix(1, new double[] {1}));
    assertThatThrownBy(() -> factor.solve(new double[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the right side of a system of size 1 has 2 values");
    assertThatThrownBy(() -> new SymmetricMatrix(2, new double[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a 2 x 2 matrix needs 4 values, got 3");
  }

  @Test
  void aSymmetricMatrixReadsItsLowerTriangle() {
    SymmetricMatrix a = new SymmetricMatrix(2, new double[] {1, Double.NaN, 3, 4});
    assertThat(a.get(0, 1)).isEqualTo(3).isEqualTo(a.get(1, 0));
  }
}
