package io.ogive.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ogive.math.KeyedRandom;
import io.ogive.math.SymmetricMatrix;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The quadratic within bounds ends at its minimum, however ill it is. */
class BoxQuadraticTest {
  @Test
  void theMinimumMeetsTheFirstOrderConditions() {
    for (int seed = 0; seed < 200; seed++) {
      KeyedRandom random = KeyedRandom.of(seed);
      int n = 1 + seed % 12;
      int rank = seed % 3 == 0 ? Math.max(1, n / 2) : n + 2;
      double[][] a = new double[rank][n];
      double[] residual = new double[rank]; // g = A'r, so that q has a minimum
      Arrays.setAll(residual, i -> random.nextDouble() - 0.5);
      double common = seed % 5 == 0 ? 100 : 0; // nearly collinear
      for (double[] row : a) {
        double shared = common * random.nextDouble();
        for (int j = 0; j < n; j++) {
          row[j] = shared + random.nextDouble() - 0.5;
        }
      }
      double[] h = new double[n * n];
      double[] g = new double[n];
      double[] lower = new double[n];
      double[] upper = new double[n];
      double[] x = new double[n];
      for (int i = 0; i < n; i++) {
        for (int r = 0; r < rank; r++) {
          double[] row = a[r];
          g[i] += row[i] * residual[r];
          for (int j = 0; j < n; j++) {
            h[i * n + j] += row[i] * row[j];
          }
        }
        lower[i] = random.nextDouble() < 0.3 ? Double.NEGATIVE_INFINITY : -random.nextDouble();
        upper[i] = random.nextDouble() < 0.3 ? Double.POSITIVE_INFINITY : random.nextDouble();
        x[i] = random.nextDouble() < 0.5 ? Math.max(lower[i], -1) : 0;
      }
      Box box = new Box(lower, upper);
      double[] y = BoxQuadratic.minimum(box, new SymmetricMatrix(n, h), x, g);
      assertThat(box.holds(y)).isTrue();
      double[] slope = g.clone();
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          slope[i] += h[i * n + j] * (y[j] - x[j]);
        }
      }
      double norm = Vectors.maxNorm(box.projected(y, slope));
      assertThat(norm)
          .as("seed %d: %s", seed, Arrays.toString(y))
          .isCloseTo(0, within(1e-7 * (1e-3 + Vectors.maxNorm(g))));
    }
  }
}
