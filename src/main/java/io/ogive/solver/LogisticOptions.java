package io.ogive.solver;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How to fit a logistic model: the minimum of
 *
 * <pre>weighted mean log-loss + l1 * sum |c w| + l2 / 2 * sum (c w)^2</pre>
 *
 * where c is the column's deviation with {@code standardize} and 1 without; intercepts are free.
 * Deviations are by row weights, without class weights: these change what an error costs, not what
 * the data are.
 *
 * @param family binary, multinomial, or by the number of classes
 * @param l2 weight of the squared penalty
 * @param l1 weight of the absolute penalty; both: elastic net
 * @param intercept whether to fit one
 * @param standardize whether the penalty is on the standardized scale, as in Spark ML
 * @param classWeights factors on row weights by class, see {@link ClassWeights}
 * @param solver the algorithm, or the choice by the shape of the data alone
 * @param stopping when to stop
 * @param bounds on coefficients; without an L1 penalty only
 */
public record LogisticOptions(
    Family family,
    double l2,
    double l1,
    boolean intercept,
    boolean standardize,
    ClassWeights classWeights,
    Solver solver,
    StoppingRule stopping,
    CoefficientBounds bounds) {

  /** Binary has one row of coefficients, multinomial one a class. */
  public enum Family {
    AUTO,
    BINARY,
    MULTINOMIAL
  }

  /** The algorithm. */
  public enum Solver {
    AUTO,
    NEWTON,
    NEWTON_CG,
    LBFGS,
    OWLQN
  }

  public LogisticOptions {
    if (!(l2 >= 0 && l2 <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException("l2 must be finite and not negative, was " + l2);
    }
    if (!(l1 >= 0 && l1 <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException("l1 must be finite and not negative, was " + l1);
    }
    if (l1 > 0 && !bounds.isEmpty()) {
      throw new IllegalArgumentException(
          "bounds on coefficients go with an l2 penalty or none, l1 was %s; set l1 = 0, or leave bounds out"
              .formatted(l1));
    }
  }

  /** Options without bounds. */
  public LogisticOptions(
      Family family,
      double l2,
      double l1,
      boolean intercept,
      boolean standardize,
      ClassWeights classWeights,
      Solver solver,
      StoppingRule stopping) {
    this(
        family,
        l2,
        l1,
        intercept,
        standardize,
        classWeights,
        solver,
        stopping,
        CoefficientBounds.NONE);
  }

  /** The same with bounds. */
  public LogisticOptions withBounds(CoefficientBounds on) {
    return new LogisticOptions(
        family, l2, l1, intercept, standardize, classWeights, solver, stopping, on);
  }

  /** The same with another end. */
  public LogisticOptions withStopping(StoppingRule rule) {
    return new LogisticOptions(
        family, l2, l1, intercept, standardize, classWeights, solver, rule, bounds);
  }

  /** The same with other penalties. */
  public LogisticOptions withPenalties(double squared, double absolute) {
    return new LogisticOptions(
        family, squared, absolute, intercept, standardize, classWeights, solver, stopping, bounds);
  }

  /** No penalty, intercept, no class weights, solver and tolerance by shape, 500 rounds. */
  public static LogisticOptions defaults() {
    return new LogisticOptions(
        Family.AUTO, 0, 0, true, false, ClassWeights.NONE, Solver.AUTO, StoppingRule.within(500));
  }

  /**
   * Factors on the row weights.
   *
   * @param balanced whether each class gets total weight / (classes * weight of the class)
   * @param byLabel factors by label as text, in the order of labels; classes not named get 1
   */
  public record ClassWeights(boolean balanced, Map<String, Double> byLabel) {
    public static final ClassWeights NONE = new ClassWeights(false, Map.of());

    public ClassWeights {
      byLabel = Collections.unmodifiableMap(new TreeMap<>(byLabel));
      byLabel.forEach(
          (label, w) -> {
            if (!(w >= 0 && w <= Double.MAX_VALUE)) {
              throw new IllegalArgumentException(
                  "class weight of '%s' must be finite and not negative, was %s"
                      .formatted(label, w));
            }
          });
    }
  }
}
