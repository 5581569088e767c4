package io.ogive.solver;

import io.ogive.data.BlockSet;
import io.ogive.data.BlockStore;
import io.ogive.data.ColumnMoments;
import io.ogive.data.Features;
import io.ogive.data.Role;
import io.ogive.data.RowSample;
import io.ogive.data.Storage;
import io.ogive.health.HealthLevel;
import io.ogive.objective.LogisticCoordinates;
import io.ogive.objective.LogisticRecipe;
import io.ogive.solver.LogisticOptions.Family;
import java.util.List;
import java.util.Optional;

/**
 * What all fits of one kind of logistic model to the same rows have in common, whatever the
 * penalty: moments, coordinates, what passes share.
 *
 * <p>Columns are standardized by mean and deviation on the way (without an intercept, by
 * deviation); penalties are on that scale or on the raw one as the options say. A constant column
 * gets the coefficient 0.
 */
final class LogisticFrame {
  private static final int MOST_COEFFICIENTS = Integer.MAX_VALUE - 8;

  /**
   * Where a column's mean is more deviations than this from its stored 0, a Hessian in float32
   * would lose too much when it is centred.
   */
  private static final double MOST_OFFSET = 16;

  private final BlockStore store;
  private final Features features;
  private final boolean standardize;
  private final ColumnMoments moments;
  private final double[] factors;
  private final LogisticRecipe recipe;
  private final LogisticCoordinates coordinates;

  /**
   * Takes the moments of the training rows.
   *
   * @throws IllegalArgumentException if the options do not fit the data
   */
  LogisticFrame(BlockStore store, Features features, LogisticOptions options, HealthLevel level) {
    this.store = store;
    this.features = features;
    this.standardize = options.standardize();
    List<String> classes = features.label().classes();
    boolean binary = isBinary(options.family(), classes);
    checkSize(binary ? 1 : classes.size(), features.width());
    this.moments = ColumnMoments.of(store);
    this.factors = ClassFactors.of(options.classWeights(), moments, classes);
    this.recipe = LogisticRecipe.of(factors, moments.largestWeight(), moments.exponents(), level);
    this.coordinates =
        new LogisticCoordinates(
            binary ? 1 : factors.length,
            options.intercept(),
            options.intercept() ? moments.mean() : Vectors.negated(features.shift()),
            moments.deviation(),
            recipe.scale());
  }

  /** Whether there is one row of coefficients, rather than one a class. */
  static boolean isBinary(Family family, List<String> classes) {
    if (family == Family.BINARY && classes.size() != 2) {
      throw new IllegalArgumentException(
          "family is binary, but the label has %d classes %s; use multinomial or auto"
              .formatted(classes.size(), classes));
    }
    return family == Family.BINARY || (family == Family.AUTO && classes.size() == 2);
  }

  private static void checkSize(int logits, int slots) {
    long coefficients = logits * (slots + 1L);
    if (coefficients > MOST_COEFFICIENTS) {
      throw new IllegalArgumentException(
          "%d rows of coefficients for %d slots are %d numbers, more than the %d of one array; leave columns out"
              .formatted(logits, slots, coefficients, MOST_COEFFICIENTS));
    }
  }

  Features features() {
    return features;
  }

  ColumnMoments moments() {
    return moments;
  }

  LogisticCoordinates coordinates() {
    return coordinates;
  }

  /** Whether there is one row of coefficients. */
  boolean isBinary() {
    return coordinates.logits() == 1;
  }

  /** The weight of all training rows, class weights included. */
  double weight() {
    double weight = 0;
    for (int k = 0; k < factors.length; k++) {
      weight += factors[k] * moments.classWeights()[k];
    }
    return weight;
  }

  /** The objective over all rows with a squared penalty, its curvature in double. */
  LogisticProblem problem(double l2) {
    return problem(store.bySource(), recipe, l2);
  }

  /** The same with curvature in float32 where that keeps enough digits. */
  LogisticProblem single(double l2) {
    return problem(store.bySource(), recipe.withSingle(isSingle()), l2);
  }

  /** The same over a sample of the rows; nothing is measured. */
  LogisticProblem sampled(BlockSet sample, double l2) {
    return problem(sample, recipe.withSingle(isSingle()).withLevel(HealthLevel.OFF), l2);
  }

  private LogisticProblem problem(BlockSet blocks, LogisticRecipe as, double l2) {
    return new LogisticProblem(blocks, as, coordinates, penalties(l2, 2), features.slotNames());
  }

  private boolean isSingle() {
    boolean single = features.storage() == Storage.FLOAT32;
    for (int a = 0; a < coordinates.active(); a++) {
      single &= Math.abs(coordinates.center(a)) <= MOST_OFFSET * coordinates.deviation(a);
    }
    return single;
  }

  /** Rows to begin with, where there are many. */
  Optional<BlockSet> sample() {
    double share =
        RowSample.share(
            store.summary().rows(Role.TRAIN), features.width(), coordinates.dimension());
    return share > 0 ? RowSample.draw(store, share) : Optional.empty();
  }

  /** Per coordinate the weight of |x|^power, where a raw coefficient is x / deviation. */
  double[] penalties(double weight, int power) {
    double[] penalties = new double[coordinates.dimension()];
    for (int k = 0; k < coordinates.logits(); k++) {
      for (int a = 0; a < coordinates.active(); a++) {
        double c = standardize ? 1 : 1 / coordinates.deviation(a);
        penalties[k * coordinates.perLogit() + a] = weight * (power == 2 ? c * c : c);
      }
    }
    return penalties;
  }

  /** No slopes, and intercepts that give the base rates: see {@link LogisticStart}. */
  double[] baseRates() {
    return LogisticStart.of(coordinates, moments, factors, features.label());
  }

  /** The weighted mean loss of one logit there. */
  double lossAt(double[] baseRates) {
    return LogisticStart.loss(coordinates, moments, factors, baseRates);
  }
}
