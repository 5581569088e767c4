package io.ogive.spark;

import io.ogive.data.Features;
import io.ogive.model.LogisticModel;
import io.ogive.reference.TextbookLogistic;
import io.ogive.solver.CoefficientBounds;
import io.ogive.solver.LogisticOptions;
import io.ogive.solver.Range;
import io.ogive.spark.Verification.Check;
import java.util.List;

/**
 * Holds a logistic fit within bounds against the first-order conditions, with the textbook's
 * objective and gradient: the textbook has no solver for bounds, but a convex objective has no
 * other minimum than where the gradient is 0 or points out of the bounds.
 */
final class BoundsAgainstTextbook {
  private static final double OBJECTIVE = 1e-9;
  private static final double GRADIENT = 1e-6;

  /** A raw intercept is a sum, of which the last bits are lost. */
  private static final double AT_BOUND = 1e-9;

  private final TextbookLogistic textbook;
  private final double[] mean;
  private final double[] deviation;
  private final double[] unit;
  private final LogisticOptions options;

  /**
   * A textbook problem.
   *
   * @param x its columns
   * @param w its weights
   * @param unit what one unit of a column of x is in stored units
   */
  BoundsAgainstTextbook(
      TextbookLogistic textbook, double[][] x, double[] w, double[] unit, LogisticOptions options) {
    this.textbook = textbook;
    this.mean = TextbookLogistic.means(x, w);
    this.deviation = TextbookLogistic.deviations(x, w);
    this.unit = unit;
    this.options = options;
  }

  List<Check> checks(Fitted fitted) {
    LogisticModel model = (LogisticModel) fitted.model();
    double[] p = parameters(model);
    return List.of(
        new Check(
            "objective, relative, to the textbook's at the same coefficients",
            Math.abs(fitted.fit().value() / textbook.objective(p) - 1),
            OBJECTIVE),
        new Check(
            "the textbook's gradient where no bound is in its way",
            violation(model, textbook.gradient(p)),
            GRADIENT));
  }

  /** The coefficients as parameters of the textbook's standardized columns. */
  private double[] parameters(LogisticModel model) {
    int columns = deviation.length;
    double[] p = new double[textbook.size()];
    for (int k = 0; k < model.weights().length; k++) {
      double b = options.intercept() ? model.intercepts()[k] : 0;
      for (int j = 0; j < columns; j++) {
        double weight = model.weights()[k][j] * unit[j];
        p[k * (columns + 1) + j] = weight * deviation[j];
        b += options.intercept() ? weight * mean[j] : 0;
      }
      p[k * (columns + 1) + columns] = b;
    }
    return p;
  }

  private double violation(LogisticModel model, double[] gradient) {
    Features features = model.features();
    CoefficientBounds bounds = options.bounds();
    int columns = deviation.length;
    double largest = 0;
    for (int k = 0; k < model.weights().length; k++) {
      String label = features.label().classes().get(model.weights().length == 1 ? 1 : k);
      double whole = gradient[k * (columns + 1) + columns];
      largest =
          Math.max(largest, violation(bounds.interceptOf(label), model.rawIntercept(k), whole));
      List<Range> ranges = bounds.slotsOf(features, label);
      for (int j = 0; j < columns; j++) {
        if (deviation[j] > 0) {
          // The raw intercept is held while the slope moves, not the one at the means.
          double raw = mean[j] + (options.intercept() ? features.shift()[j] / unit[j] : 0);
          double slope = gradient[k * (columns + 1) + j] + whole * raw / deviation[j];
          largest = Math.max(largest, violation(ranges.get(j), model.weights()[k][j], slope));
        }
      }
    }
    return largest;
  }

  private static double violation(Range range, double value, double slope) {
    double slack = AT_BOUND * (1 + Math.abs(value));
    boolean low = value <= range.lower() + slack;
    boolean high = value >= range.upper() - slack;
    double against = low ? Math.max(0, -slope) : high ? Math.max(0, slope) : Math.abs(slope);
    return low && high ? 0 : against;
  }
}
