package io.ogive.objective;

import io.ogive.reference.TextbookStatistics;
import io.ogive.testing.Table;
import java.util.Arrays;

/** The figures of a {@link LogisticPass}, row by row. */
final class LogisticRecount {
  final double[][] gradient;
  final double[][] curvature;
  final double[] classWeight;
  final TextbookStatistics statistics;
  double loss;
  double weight;

  LogisticRecount(LogisticPass pass, double[] classWeights, Table table) {
    LogisticPoint point = pass.points().get(0);
    int logits = point.logits();
    int columns = point.weights()[0].length;
    gradient = new double[logits][columns + 1];
    curvature = new double[columns + 1][columns + 1];
    classWeight = new double[classWeights.length];
    statistics = new TextbookStatistics(0, classWeights.length);
    for (int i = 0; i < table.rows(); i++) {
      double[] x = Arrays.copyOf(table.x()[i], columns + 1);
      x[columns] = 1;
      int y = (int) table.labels()[i];
      double w = table.weights()[i] * classWeights[y];
      double[] z = new double[Math.max(2, logits)];
      for (int k = 0; k < logits; k++) {
        int at = logits == 1 ? 1 : k;
        z[at] = point.intercepts()[k];
        for (int j = 0; j < columns; j++) {
          z[at] += point.weights()[k][j] * x[j];
        }
      }
      double sum = Arrays.stream(z).map(Math::exp).sum();
      double others = 0;
      for (int k = 0; k < z.length; k++) {
        others += k == y ? 0 : Math.exp(z[k]);
      }
      double m = z[y] - Math.log(others);
      double p = 1 / (1 + Math.exp(-m));
      double wrong = 1 / (1 + Math.exp(m));
      loss += w * Math.log1p(Math.exp(-m));
      weight += w;
      classWeight[y] += w;
      for (int k = 0; k < logits; k++) {
        int own = logits == 1 ? 1 : k;
        double r = y == own ? -wrong : Math.exp(z[own]) / sum;
        statistics.output[0] += r * r;
        statistics.full.output(k, logits, y == own ? 1 : 0, y == own ? 1 + r : r, w);
        for (int j = 0; j <= columns; j++) {
          gradient[k][j] += w * r * x[j];
        }
      }
      for (int a = 0; a <= columns; a++) {
        for (int b = 0; b <= columns; b++) {
          curvature[a][b] += w * p * wrong * x[a] * x[b];
        }
      }
      count(y, m, p, w);
    }
    statistics.full.gradient(Arrays.stream(gradient).flatMapToDouble(Arrays::stream).toArray());
  }

  private void count(int y, double m, double p, double w) {
    double g = 4 * p * (1 - p);
    statistics.full.margin(m);
    statistics.margins[y][m > 0 ? 0 : 1][TextbookStatistics.octave(g)]++;
    statistics.confidentlyWrong[y][0] += m < -2.197 ? 1 : 0;
    statistics.confidentlyWrong[y][1] += m < -4.595 ? 1 : 0;
    double[] sums = {m, m * m, Math.log1p(Math.exp(-m)), 1 - p, g, (1 - p) * g};
    for (int s = 0; s < sums.length; s++) {
      statistics.marginSums[y][s] += sums[s];
    }
    statistics.output[1] += w;
  }
}
