package io.ogive.spark;

import io.ogive.data.ColumnMoments;
import io.ogive.data.Features;
import io.ogive.model.LogisticModel;
import io.ogive.reference.TextbookLogistic;
import io.ogive.solver.ClassFactors;
import io.ogive.solver.LogisticOptions;
import io.ogive.spark.Verification.Check;
import java.util.Arrays;
import java.util.List;

/** Holds a logistic fit against the textbook's optimum over the same stored rows. */
final class LogisticAgainstTextbook {
  private static final double COEFFICIENTS = 1e-6;
  private static final double OBJECTIVE = 1e-9;
  private static final int MOST_STEPS = 200;

  private LogisticAgainstTextbook() {}

  /** Objective and coefficients, relative to the largest standardized coefficient. */
  static List<Check> checks(
      Fitted fitted,
      PlainRows stored,
      ColumnMoments moments,
      Features features,
      LogisticOptions options) {
    LogisticModel model = (LogisticModel) fitted.model();
    double[] factors = ClassFactors.of(options.classWeights(), moments, features.label().classes());
    double[] w = new double[stored.w().length];
    for (int i = 0; i < w.length; i++) {
      w[i] = stored.w()[i] * factors[stored.y()[i]];
    }
    double[] deviation = TextbookLogistic.deviations(stored.x(), stored.w());
    double[][] x = options.intercept() ? stored.x() : raw(stored.x(), features.shift());
    // Class weights change what an error costs, not what a deviation is: the textbook, which knows
    // one kind of weights, is given columns that are standardized already.
    double[][] columns = options.standardize() ? scaled(x, deviation) : x;
    TextbookLogistic textbook =
        new TextbookLogistic(
            columns,
            stored.y(),
            w,
            model.weights().length,
            options.intercept(),
            options.l1(),
            options.l2(),
            false);
    double[] unit = options.standardize() ? deviation : ones(deviation.length);
    if (!options.bounds().isEmpty()) {
      return new BoundsAgainstTextbook(textbook, columns, w, unit, options).checks(fitted);
    }
    TextbookLogistic.Solution optimum = textbook.fit(MOST_STEPS);
    return List.of(
        new Check(
            "objective, relative, to the textbook's optimum",
            Math.abs(fitted.fit().value() / optimum.objective() - 1),
            OBJECTIVE),
        new Check(
            "standardized coefficients, relative to the largest, to the textbook's",
            coefficients(model, optimum, deviation, unit),
            COEFFICIENTS));
  }

  /** Without an intercept a shift cannot be taken up, so the textbook gets raw values. */
  private static double[][] raw(double[][] stored, double[] shift) {
    double[][] raw = new double[stored.length][shift.length];
    for (int i = 0; i < raw.length; i++) {
      for (int j = 0; j < shift.length; j++) {
        raw[i][j] = stored[i][j] + shift[j];
      }
    }
    return raw;
  }

  private static double[][] scaled(double[][] x, double[] deviation) {
    double[][] scaled = new double[x.length][deviation.length];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < deviation.length; j++) {
        scaled[i][j] = deviation[j] == 0 ? 0 : x[i][j] / deviation[j];
      }
    }
    return scaled;
  }

  private static double[] ones(int length) {
    double[] ones = new double[length];
    Arrays.fill(ones, 1);
    return ones;
  }

  /**
   * The largest difference.
   *
   * @param unit what one unit of the optimum's columns is in stored units
   */
  private static double coefficients(
      LogisticModel model, TextbookLogistic.Solution optimum, double[] deviation, double[] unit) {
    double apart = 0;
    double largest = Double.MIN_NORMAL;
    for (int k = 0; k < model.weights().length; k++) {
      for (int j = 0; j < deviation.length; j++) {
        double expected = deviation[j] == 0 ? 0 : optimum.weights()[k][j] * deviation[j] / unit[j];
        apart = Math.max(apart, Math.abs(model.weights()[k][j] * deviation[j] - expected));
        largest = Math.max(largest, Math.abs(expected));
      }
    }
    return apart / largest;
  }
}
