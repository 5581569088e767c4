package io.ogive.solver;

import io.ogive.data.BlockStore;
import io.ogive.data.ColumnMoments;
import io.ogive.data.Features;
import io.ogive.health.HealthLevel;
import io.ogive.model.LogisticModel;
import io.ogive.objective.LogisticCoordinates;
import io.ogive.objective.LogisticRecipe;
import io.ogive.solver.LogisticOptions.Family;
import io.ogive.solver.LogisticOptions.Solver;
import java.util.ArrayList;
import java.util.List;

/**
 * Fits a logistic model to the training rows of a store.
 *
 * <p>Columns are standardized by mean and deviation on the way (without an intercept, by
 * deviation); penalties are on that scale or on the raw one as the options say. A constant column
 * gets the coefficient 0.
 */
public final class LogisticTraining {
  private static final int MOST_COEFFICIENTS = Integer.MAX_VALUE - 8;

  private final Features features;
  private final LogisticOptions options;
  private final ColumnMoments moments;
  private final double[] factors;
  private final LogisticCoordinates coordinates;
  private final LogisticProblem problem;
  private final Solver solver;

  private LogisticTraining(
      BlockStore store, Features features, LogisticOptions options, HealthLevel level) {
    this.features = features;
    this.options = options;
    boolean binary = isBinary(options.family(), features.label().classes());
    this.solver = LogisticSolver.resolve(options, binary, features.width());
    checkSize(binary ? 1 : features.label().classes().size(), features.width());
    this.moments = ColumnMoments.of(store);
    this.factors = ClassFactors.of(options.classWeights(), moments, features.label().classes());
    LogisticRecipe recipe =
        LogisticRecipe.of(factors, moments.largestWeight(), moments.exponents(), level);
    this.coordinates =
        new LogisticCoordinates(
            binary ? 1 : factors.length,
            options.intercept(),
            options.intercept() ? moments.mean() : Vectors.negated(features.shift()),
            moments.deviation(),
            recipe.scale());
    this.problem =
        new LogisticProblem(
            store.bySource(),
            recipe,
            coordinates,
            penalties(options.l2(), 2),
            features.slotNames());
  }

  private static void checkSize(int logits, int slots) {
    long coefficients = logits * (slots + 1L);
    if (coefficients > MOST_COEFFICIENTS) {
      throw new IllegalArgumentException(
          "%d rows of coefficients for %d slots are %d numbers, more than the %d of one array; leave columns out"
              .formatted(logits, slots, coefficients, MOST_COEFFICIENTS));
    }
  }

  /**
   * Fits a model.
   *
   * <p>Standard errors come with binary models of at most {@link
   * LogisticSolver#MOST_NEWTON_COLUMNS} slots without an L1 penalty; if the solver was not Newton,
   * by one more pass, of which the listener hears nothing. Where collinear columns leave the
   * coefficients undetermined there are none.
   *
   * @param level what each round measures; the model is the same at every level
   * @throws IllegalArgumentException if the options do not fit the data
   * @throws io.ogive.data.BadValueException if a class has no training row with a weight
   * @throws DivergedException if training leaves the range of numbers
   */
  public static LogisticResult fit(
      BlockStore store,
      Features features,
      LogisticOptions options,
      HealthLevel level,
      RoundListener listener) {
    return new LogisticTraining(store, features, options, level).fit(listener);
  }

  private LogisticResult fit(RoundListener listener) {
    double[] start = LogisticStart.of(coordinates, moments, factors, features.label());
    double[] l1 = penalties(options.l1(), 1);
    Fit fit = LogisticSolver.minimize(solver, problem, l1, start, options.stopping(), listener);
    double loss = fit.value() - problem.penalty(fit.point());
    for (int i = 0; i < l1.length; i++) {
      loss -= l1[i] * Math.abs(fit.point()[i]);
    }
    LogisticModel model = model(fit.point());
    return new LogisticResult(
        model, fit, loss, solver, moments, rows(model, standardErrors(fit.point())));
  }

  private static boolean isBinary(Family family, List<String> classes) {
    if (family == Family.BINARY && classes.size() != 2) {
      throw new IllegalArgumentException(
          "family is binary, but the label has %d classes %s; use multinomial or auto"
              .formatted(classes.size(), classes));
    }
    return family == Family.BINARY || (family == Family.AUTO && classes.size() == 2);
  }

  /** Per coordinate the weight of |x|^power, where a raw coefficient is x / deviation. */
  private double[] penalties(double weight, int power) {
    double[] penalties = new double[coordinates.dimension()];
    for (int k = 0; k < coordinates.logits(); k++) {
      for (int a = 0; a < coordinates.active(); a++) {
        double c = options.standardize() ? 1 : 1 / coordinates.deviation(a);
        penalties[k * coordinates.perLogit() + a] = weight * (power == 2 ? c * c : c);
      }
    }
    return penalties;
  }

  private LogisticModel model(double[] point) {
    double[][] weights = coordinates.weights(point);
    if (weights.length > 1 && options.l1() == 0 && options.l2() == 0) {
      centre(weights);
    }
    LogisticModel model =
        new LogisticModel(features, weights, coordinates.intercepts(point, weights));
    return weights.length > 1 && options.intercept() ? centred(model) : model;
  }

  /** Of the many equal softmax models the one whose raw intercepts add to 0, as in Spark ML. */
  private static LogisticModel centred(LogisticModel model) {
    double[] intercepts = model.intercepts().clone();
    double mean = 0;
    for (int k = 0; k < intercepts.length; k++) {
      mean += model.rawIntercept(k);
    }
    mean /= intercepts.length;
    for (int k = 0; k < intercepts.length; k++) {
      intercepts[k] -= mean;
    }
    return new LogisticModel(model.features(), model.weights(), intercepts);
  }

  /** Of the many equal softmax models the one whose coefficients add to 0, as in Spark ML. */
  private static void centre(double[][] weights) {
    for (int j = 0; j < weights[0].length; j++) {
      double mean = 0;
      for (double[] row : weights) {
        mean += row[j];
      }
      mean /= weights.length;
      for (double[] row : weights) {
        row[j] -= mean;
      }
    }
  }

  private StandardErrors standardErrors(double[] point) {
    if (coordinates.logits() > 1
        || options.l1() > 0
        || features.width() > LogisticSolver.MOST_NEWTON_COLUMNS) {
      return StandardErrors.none();
    }
    double weight = 0;
    for (int k = 0; k < factors.length; k++) {
      weight += factors[k] * moments.classWeights()[k];
    }
    return StandardErrors.of(problem.curvatureAt(point), weight, coordinates, features.shift());
  }

  private List<CoefficientRow> rows(LogisticModel model, StandardErrors errors) {
    List<String> classes = features.label().classes();
    List<String> slots = features.slotNames();
    List<CoefficientRow> rows = new ArrayList<>();
    for (int k = 0; k < model.weights().length; k++) {
      String label = classes.get(model.weights().length == 1 ? 1 : k);
      if (options.intercept()) {
        rows.add(
            new CoefficientRow(
                CoefficientRow.INTERCEPT, label, model.rawIntercept(k), errors.intercept()));
      }
      for (int j = 0; j < slots.size(); j++) {
        rows.add(new CoefficientRow(slots.get(j), label, model.weights()[k][j], errors.slot(j)));
      }
    }
    return rows;
  }
}
