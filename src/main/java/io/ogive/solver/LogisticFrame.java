package io.ogive.solver;

import io.ogive.data.BlockSet;
import io.ogive.data.BlockStore;
import io.ogive.data.ColumnMoments;
import io.ogive.data.Features;
import io.ogive.data.Role;
import io.ogive.data.RowSample;
import io.ogive.data.Storage;
import io.ogive.health.HealthLevel;
import io.ogive.health.HealthSchedule;
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

  private final HealthSchedule schedule;

  /** Products of two columns of larger or smaller values might leave the range of float32. */
  private static final int MOST_EXPONENT = 40;

  private final BlockStore store;
  private final Features features;
  private final LogisticOptions options;
  private final ColumnMoments moments;
  private final double[] factors;
  private final LogisticRecipe recipe;
  private final LogisticCoordinates coordinates;

  LogisticFrame(BlockStore store, Features features, LogisticOptions options, HealthLevel level) {
    this(store, features, options, HealthSchedule.always(level));
  }

  /**
   * Takes the moments of the training rows.
   *
   * @throws IllegalArgumentException if the options do not fit the data
   */
  LogisticFrame(
      BlockStore store, Features features, LogisticOptions options, HealthSchedule schedule) {
    this.schedule = schedule;
    this.store = store;
    this.features = features;
    this.options = options;
    List<String> classes = features.label().classes();
    boolean binary = isBinary(options.family(), classes);
    checkSize(binary ? 1 : classes.size(), features.width());
    this.moments = ColumnMoments.of(store);
    this.factors = ClassFactors.of(options.classWeights(), moments, classes);
    this.recipe =
        LogisticRecipe.of(factors, moments.largestWeight(), moments.exponents(), schedule.level());
    this.coordinates =
        new LogisticCoordinates(
            binary ? 1 : factors.length,
            options.intercept(),
            isCentred() ? moments.mean() : Vectors.negated(features.shift()),
            moments.deviation(),
            recipe.scale());
  }

  /**
   * Whether the coordinates' intercept is that at the columns' means; where an intercept is bounded
   * it must be the raw one, as in Spark ML.
   */
  private boolean isCentred() {
    return options.intercept() && !options.bounds().onIntercepts();
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

  /** The training rows. */
  long rows() {
    return store.summary().rows(Role.TRAIN);
  }

  LogisticShape shape() {
    return LogisticShape.of(store, coordinates.logits());
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
    return problem(store.bySource(), recipe, schedule, l2);
  }

  /** The same with curvature in float32 where that keeps enough digits. */
  LogisticProblem single(double l2) {
    return problem(store.bySource(), recipe.withSingle(isSingle()), schedule, l2);
  }

  /** The same over a sample of the rows; nothing is measured. */
  LogisticProblem sampled(BlockSet sample, double l2) {
    HealthSchedule nothing = HealthSchedule.always(HealthLevel.OFF);
    return problem(sample, recipe.withSingle(isSingle()), nothing, l2);
  }

  private LogisticProblem problem(
      BlockSet blocks, LogisticRecipe as, HealthSchedule measured, double l2) {
    return new LogisticProblem(
        blocks, as, measured, coordinates, penalties(l2, 2), features.slotNames());
  }

  private boolean isSingle() {
    boolean single = features.storage() == Storage.FLOAT32;
    for (int exponent : moments.exponents()) {
      single &= Math.abs(exponent) <= MOST_EXPONENT;
    }
    for (int a = 0; a < coordinates.active(); a++) {
      single &= Math.abs(coordinates.center(a)) <= MOST_OFFSET * coordinates.deviation(a);
    }
    return single;
  }

  /** Rows to begin with, where there are many. */
  Optional<BlockSet> sample() {
    double share = RowSample.share(rows(), features.width(), coordinates.dimension());
    return share > 0 ? RowSample.draw(store, share) : Optional.empty();
  }

  /** Per coordinate the weight of |x|^power, where a raw coefficient is x / deviation. */
  double[] penalties(double weight, int power) {
    double[] penalties = new double[coordinates.dimension()];
    for (int k = 0; k < coordinates.logits(); k++) {
      for (int a = 0; a < coordinates.active(); a++) {
        double c = options.standardize() ? 1 : 1 / coordinates.deviation(a);
        penalties[k * coordinates.perLogit() + a] = weight * (power == 2 ? c * c : c);
      }
    }
    return penalties;
  }

  /** The class whose log-odds a row of coefficients shifts. */
  String label(int k) {
    return features.label().classes().get(isBinary() ? 1 : k);
  }

  /**
   * The bounds of the coordinates.
   *
   * @throws IllegalArgumentException if a constant column's bounds leave no room for 0, which its
   *     coefficient is, or if there is no intercept to bound
   */
  Optional<Box> box() {
    CoefficientBounds bounds = options.bounds();
    if (bounds.isEmpty()) {
      return Optional.empty();
    }
    if (bounds.onIntercepts() && !options.intercept()) {
      throw new IllegalArgumentException(
          "there are bounds on the intercept, but no intercept is fitted; leave one of both out");
    }
    bounds
        .byClass()
        .keySet()
        .forEach(label -> checkClass(label, isBinary(), features.label().classes()));
    double[] lower = new double[coordinates.dimension()];
    double[] upper = new double[coordinates.dimension()];
    for (int k = 0; k < coordinates.logits(); k++) {
      List<Range> slots = bounds.slotsOf(features, label(k));
      for (int j = 0; j < slots.size(); j++) {
        checkConstant(j, slots.get(j));
      }
      int first = k * coordinates.perLogit();
      for (int a = 0; a < coordinates.active(); a++) {
        lower[first + a] = slots.get(coordinates.slot(a)).lower() * coordinates.deviation(a);
        upper[first + a] = slots.get(coordinates.slot(a)).upper() * coordinates.deviation(a);
      }
      if (options.intercept()) {
        lower[first + coordinates.active()] = bounds.interceptOf(label(k)).lower();
        upper[first + coordinates.active()] = bounds.interceptOf(label(k)).upper();
      }
    }
    return Optional.of(new Box(lower, upper));
  }

  private static void checkClass(String label, boolean binary, List<String> classes) {
    if (!classes.contains(label) || (binary && !classes.get(1).equals(label))) {
      throw new IllegalArgumentException(
          "bounds of class '%s': there is no row of coefficients for it, there is one for %s"
              .formatted(label, binary ? "'" + classes.get(1) + "'" : classes));
    }
  }

  private void checkConstant(int slot, Range range) {
    if (moments.deviation()[slot] == 0 && !range.holds(0)) {
      throw new IllegalArgumentException(
          "column '%s' is constant, so its coefficient is 0, which its bounds %s leave out; leave the column out"
              .formatted(features.slotName(slot), range));
    }
  }

  /**
   * A model's coefficients as a point: what it says of a constant column is in the intercept.
   *
   * @throws IllegalArgumentException if it has another number of rows of coefficients
   */
  double[] point(SlotMatch model) {
    if (model.logits() != coordinates.logits()) {
      throw new IllegalArgumentException(
          "the model to start from has %d rows of coefficients, this fit has %d; set the family of the one to that of the other"
              .formatted(model.logits(), coordinates.logits()));
    }
    double[] stored = moments.mean();
    double[] shift = features.shift();
    double[] point = new double[coordinates.dimension()];
    for (int k = 0; k < coordinates.logits(); k++) {
      int first = k * coordinates.perLogit();
      double b = model.intercept(k);
      for (int j = 0; j < features.width(); j++) {
        boolean moves = moments.deviation()[j] == 0 || isCentred();
        b += moves ? model.weight(k, j) * (stored[j] + shift[j]) : 0;
      }
      for (int a = 0; a < coordinates.active(); a++) {
        point[first + a] = model.weight(k, coordinates.slot(a)) * coordinates.deviation(a);
      }
      if (options.intercept()) {
        point[first + coordinates.active()] = b;
      }
    }
    return point;
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
