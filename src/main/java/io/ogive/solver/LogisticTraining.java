package io.ogive.solver;

import io.ogive.data.BlockSet;
import io.ogive.data.BlockStore;
import io.ogive.data.ColumnMoments;
import io.ogive.data.Features;
import io.ogive.data.Role;
import io.ogive.data.RowSample;
import io.ogive.data.Storage;
import io.ogive.health.HealthLevel;
import io.ogive.math.SymmetricMatrix;
import io.ogive.model.LogisticModel;
import io.ogive.objective.LogisticCoordinates;
import io.ogive.objective.LogisticRecipe;
import io.ogive.solver.LogisticOptions.Family;
import io.ogive.solver.LogisticOptions.Solver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Fits a logistic model to the training rows of a store.
 *
 * <p>Columns are standardized by mean and deviation on the way (without an intercept, by
 * deviation); penalties are on that scale or on the raw one as the options say. A constant column
 * gets the coefficient 0.
 */
public final class LogisticTraining {
  private static final int MOST_COEFFICIENTS = Integer.MAX_VALUE - 8;

  /**
   * Where a column's mean is more deviations than this from its stored 0, a Hessian in float32
   * would lose too much when it is centred.
   */
  private static final double MOST_OFFSET = 16;

  /** Above this inverse of a tolerance (1 - R^2) a Hessian in float32 gives no standard errors. */
  private static final double MOST_INFLATION = 1e3;

  private final BlockStore store;
  private final Features features;
  private final LogisticOptions options;
  private final ColumnMoments moments;
  private final double[] factors;
  private final LogisticCoordinates coordinates;
  private final LogisticRecipe recipe;
  private final LogisticProblem problem;
  private final Solver solver;
  private Optional<SymmetricMatrix> curvature = Optional.empty();

  private LogisticTraining(
      BlockStore store, Features features, LogisticOptions options, HealthLevel level) {
    this.store = store;
    this.features = features;
    this.options = options;
    boolean binary = isBinary(options.family(), features.label().classes());
    this.solver = LogisticSolver.resolve(options, binary, features.width());
    checkSize(binary ? 1 : features.label().classes().size(), features.width());
    this.moments = ColumnMoments.of(store);
    this.factors = ClassFactors.of(options.classWeights(), moments, features.label().classes());
    this.recipe = LogisticRecipe.of(factors, moments.largestWeight(), moments.exponents(), level);
    this.coordinates =
        new LogisticCoordinates(
            binary ? 1 : factors.length,
            options.intercept(),
            options.intercept() ? moments.mean() : Vectors.negated(features.shift()),
            moments.deviation(),
            recipe.scale());
    this.problem = problem(store.bySource(), recipe);
  }

  private LogisticProblem problem(BlockSet blocks, LogisticRecipe as) {
    return new LogisticProblem(
        blocks, as, coordinates, penalties(options.l2(), 2), features.slotNames());
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
   * by one more pass, of which the listener hears nothing. Where Newton's method began on a sample
   * they have about four digits, unless columns are nearly collinear, which takes that pass too.
   * Where collinear columns leave the coefficients undetermined there are none.
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
    Fit fit =
        sample()
            .map(sample -> sampled(sample, start, listener))
            .orElseGet(
                () ->
                    LogisticSolver.minimize(
                        solver, problem, l1, start, options.stopping(), listener));
    double loss = fit.value() - problem.penalty(fit.point());
    for (int i = 0; i < l1.length; i++) {
      loss -= l1[i] * Math.abs(fit.point()[i]);
    }
    LogisticModel model = model(fit.point());
    return new LogisticResult(
        model, fit, loss, solver, moments, rows(model, standardErrors(fit.point())));
  }

  /** Rows to begin with, where Newton's method is to fit many. */
  private Optional<BlockSet> sample() {
    double share =
        RowSample.share(
            store.summary().rows(Role.TRAIN), features.width(), coordinates.dimension());
    return solver == Solver.NEWTON && share > 0 ? RowSample.draw(store, share) : Optional.empty();
  }

  private Fit sampled(BlockSet sample, double[] start, RoundListener listener) {
    boolean single = features.storage() == Storage.FLOAT32;
    for (int a = 0; a < coordinates.active(); a++) {
      single &= Math.abs(coordinates.center(a)) <= MOST_OFFSET * coordinates.deviation(a);
    }
    LogisticProblem part = problem(sample, recipe.withSingle(single).withLevel(HealthLevel.OFF));
    SampledNewton.Result result =
        SampledNewton.minimize(
            problem(store.bySource(), recipe.withSingle(single)),
            problem,
            part,
            start,
            LogisticStart.loss(coordinates, moments, factors, start),
            options.stopping(),
            listener);
    curvature = result.curvature();
    return result.fit();
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
    SymmetricMatrix hessian =
        curvature
            .filter(near -> StandardErrors.inflation(near) <= MOST_INFLATION)
            .orElseGet(() -> problem.curvatureAt(point));
    return StandardErrors.of(hessian, weight, coordinates, features.shift());
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
