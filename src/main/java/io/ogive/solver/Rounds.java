package io.ogive.solver;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The rounds of one fit: evaluates points, counts the passes, refuses what is not finite and tells
 * the listener.
 */
final class Rounds {
  private static final String REMEDY = "look for extreme values in the data, or set an l2 penalty";

  private Objective objective;
  private final double[] l1;
  private final Optional<Box> box;
  private final StoppingRule stopping;
  private final RoundListener listener;
  private int count;
  private int passes;

  /** Rounds of a smooth objective. */
  Rounds(Objective objective, StoppingRule stopping, RoundListener listener) {
    this(objective, new double[objective.dimension()], stopping, listener);
  }

  /**
   * Rounds of an objective plus sum of {@code l1[i] * |x[i]|}.
   *
   * @throws IllegalArgumentException if {@code l1} does not fit
   */
  Rounds(Objective objective, double[] l1, StoppingRule stopping, RoundListener listener) {
    this(objective, l1, Optional.empty(), stopping, listener);
  }

  private Rounds(
      Objective objective,
      double[] l1,
      Optional<Box> box,
      StoppingRule stopping,
      RoundListener listener) {
    if (l1.length != objective.dimension()) {
      throw new IllegalArgumentException(
          "%d coordinates do not fit %d l1 weights".formatted(objective.dimension(), l1.length));
    }
    this.objective = objective;
    this.l1 = l1;
    this.box = box;
    this.stopping = stopping;
    this.listener = listener;
  }

  /** Rounds of a smooth objective within bounds: gradients are projected ones. */
  static Rounds within(
      Box box, Objective objective, StoppingRule stopping, RoundListener listener) {
    double[] none = new double[objective.dimension()];
    return new Rounds(objective, none, Optional.of(box), stopping, listener);
  }

  /** From now on evaluates another form of the same objective. */
  void continueWith(Objective other) {
    objective = other;
  }

  /** Whether a further pass is allowed. */
  boolean left() {
    return count + passes < stopping.maxRounds();
  }

  boolean withinTolerance(Visit visit) {
    return visit.norm() <= stopping.tolerance();
  }

  /** The share of the objective that is not worth another round; 0 if none is. */
  double fall() {
    return stopping.fall();
  }

  /** How many points of a line to evaluate in one pass, where one of them will do. */
  int together() {
    return objective.together();
  }

  /**
   * Evaluates a point: one round.
   *
   * @throws DivergedException if what it finds is not finite
   */
  Visit visit(double[] point, boolean wantCurvature) {
    Visit visit = evaluate(List.of(point), wantCurvature).get(0);
    tell(visit);
    return visit;
  }

  /**
   * Evaluates several points in one pass, which is one round: that of the lowest.
   *
   * @throws DivergedException if what it finds there is not finite
   */
  List<Visit> visits(List<double[]> points) {
    List<Visit> visits = evaluate(points, false);
    Visit lowest = visits.get(0);
    for (Visit visit : visits) {
      lowest = visit.objective() < lowest.objective() ? visit : lowest;
    }
    tell(lowest);
    return visits;
  }

  private void tell(Visit visit) {
    double sum = visit.objective() + visit.norm();
    if (Double.isNaN(sum) || Double.isInfinite(sum)) {
      throw new DivergedException(
          "round %d: the objective is %s and the largest element of its gradient %s; %s"
              .formatted(count, visit.objective(), visit.norm(), REMEDY),
          null);
    }
    Evaluation evaluation = visit.evaluation();
    Round.Weights weights =
        new Round.Weights(
            objective.weightNorms(evaluation.point()), Vectors.meanSize(evaluation.gradient()));
    listener.onRound(
        new Round(
                count,
                evaluation.loss(),
                visit.objective(),
                visit.norm(),
                evaluation.heldOutLoss(),
                evaluation.health())
            .with(weights));
    count++;
  }

  private List<Visit> evaluate(List<double[]> points, boolean wantCurvature) {
    try {
      return objective.at(points, wantCurvature).stream().map(this::visited).toList();
    } catch (ArithmeticException e) {
      throw diverged(e.getMessage(), e);
    }
  }

  private Visit visited(Evaluation evaluation) {
    double[] point = evaluation.point();
    double penalty = 0;
    double[] gradient = evaluation.gradient().clone();
    for (int i = 0; i < gradient.length; i++) {
      if (l1[i] > 0) {
        penalty = Math.fma(l1[i], Math.abs(point[i]), penalty);
        gradient[i] = pseudoGradient(point[i], gradient[i], l1[i]);
      }
    }
    double[] left = box.map(bounds -> bounds.projected(point, gradient)).orElse(gradient);
    return new Visit(evaluation, evaluation.value() + penalty, left, Vectors.maxNorm(left));
  }

  /**
   * A pass that is no round: it counts, and the listener hears nothing of it.
   *
   * @throws DivergedException if a sum leaves its range
   */
  <T> T product(Supplier<T> pass) {
    passes++;
    try {
      return pass.get();
    } catch (ArithmeticException e) {
      throw diverged(e.getMessage(), e);
    }
  }

  /** What to throw where the round that comes next cannot be. */
  DivergedException diverged(String why, ArithmeticException cause) {
    return new DivergedException("round %d: %s; %s".formatted(count, why, REMEDY), cause);
  }

  /** The element of the subdifferential of f + weight * |x| that is next to 0. */
  private static double pseudoGradient(double x, double slope, double weight) {
    if (x != 0) {
      return slope + Math.copySign(weight, x);
    }
    return Math.copySign(Math.max(0, Math.abs(slope) - weight), slope);
  }

  /** The end of the fit. */
  Fit end(Visit visit, StopReason reason) {
    return new Fit(
        visit.point(),
        visit.objective(),
        visit.norm(),
        count + passes,
        reason,
        visit.evaluation().heldOutLoss());
  }
}
