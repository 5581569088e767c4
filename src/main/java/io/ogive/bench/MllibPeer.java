package io.ogive.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.Matrix;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Spark ML's LogisticRegression with its own tolerance, and as many iterations as it likes. */
final class MllibPeer implements Peer {
  private static final int MOST_ITERATIONS = 10_000;

  static LogisticRegression estimator(double lambda) {
    return new LogisticRegression()
        .setFeaturesCol(Frames.FEATURES)
        .setLabelCol(Frames.LABEL)
        .setRegParam(lambda)
        .setElasticNetParam(0)
        .setStandardization(false)
        .setMaxIter(MOST_ITERATIONS);
  }

  @Override
  public Trained fit(Dataset<Row> frame, double lambda) {
    LogisticRegressionModel fitted = estimator(lambda).fit(frame);
    List<Double> objectives = Arrays.stream(fitted.summary().objectiveHistory()).boxed().toList();
    return new Trained(model(fitted), fitted.summary().totalIterations(), objectives, Map.of());
  }

  static LinearModel model(LogisticRegressionModel fitted) {
    Matrix matrix = fitted.coefficientMatrix();
    double[][] weights = new double[matrix.numRows()][matrix.numCols()];
    for (int k = 0; k < weights.length; k++) {
      for (int j = 0; j < weights[k].length; j++) {
        weights[k][j] = matrix.apply(k, j);
      }
    }
    return new LinearModel(weights, fitted.interceptVector().toArray());
  }
}
