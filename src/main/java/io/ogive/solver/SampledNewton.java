package io.ogive.solver;

import io.ogive.math.SymmetricMatrix;
import java.util.Optional;

/**
 * Newton's method for many rows: it begins at the minimum over a sample and goes from minimum to
 * minimum of {@link Surrogate}s, each of which costs one pass for an exact gradient. The second
 * pass, by then near the end, takes the Hessian over all rows too, the only one. Where a step no
 * longer quarters the gradient, {@link Newton} goes on with an exact Hessian a round.
 */
final class SampledNewton {
  private static final double CONTRACTION = 0.25;

  /** Surrogates are minimised to this share of the gradient that they begin with. */
  private static final double ENOUGH = 1e-4;

  private static final StoppingRule ON_THE_SAMPLE = new StoppingRule(50, 1e-5);

  private final Objective sample;
  private final Rounds rounds;
  private final Objective precise;
  private final LazyNewton onTheSample = new LazyNewton();
  private Optional<SymmetricMatrix> bend = Optional.empty();
  // Whether the bend was taken at a point of this fit.
  private boolean isOwn;
  private Optional<SymmetricMatrix> curvature = Optional.empty();

  private SampledNewton(Objective precise, Objective sample, Rounds rounds) {
    this.precise = precise;
    this.sample = new Remembering(sample); // surrogates begin where others ended
    this.rounds = rounds;
  }

  /**
   * Where it ended.
   *
   * @param curvature the Hessian there but for a small error; empty where Newton's method ended
   */
  record Result(Fit fit, Optional<SymmetricMatrix> curvature) {}

  /**
   * Minimises an objective.
   *
   * @param objective whose Hessian is taken at the sample's minimum; six digits are enough
   * @param precise the same with a Hessian for {@link Newton}
   * @param sample the same over a part of the rows
   * @param start where to begin on the sample, and with all rows if that leads astray
   * @param startValue the objective at {@code start}
   * @throws DivergedException if the objective is not finite
   */
  static Result minimize(
      Objective objective,
      Objective precise,
      Objective sample,
      double[] start,
      double startValue,
      StoppingRule stopping,
      RoundListener listener) {
    Rounds rounds = new Rounds(objective, stopping, listener);
    SampledNewton newton = new SampledNewton(precise, sample, rounds);
    Fit fit =
        newton
            .minimum(newton.sample, start, ON_THE_SAMPLE)
            .map(first -> newton.from(rounds.visit(first, false), start, startValue))
            .orElseGet(() -> newton.onward(start));
    return new Result(fit, newton.curvature);
  }

  /**
   * The same from a start that is thought to be near the minimum over all rows, so that the
   * sample's own would lead away from it.
   */
  static Result continued(
      Objective objective,
      Objective precise,
      Objective sample,
      double[] start,
      StoppingRule stopping,
      RoundListener listener) {
    Rounds rounds = new Rounds(objective, stopping, listener);
    SampledNewton newton = new SampledNewton(precise, sample, rounds);
    Fit fit = newton.from(rounds.visit(start, false), start, Double.POSITIVE_INFINITY);
    return new Result(fit, newton.curvature);
  }

  /**
   * The same for one of several penalties: the first fit to come takes the Hessian over all rows,
   * and the others begin where that and its gradient say that their minima are.
   *
   * @param isNear whether the first fit begins at {@code start}, and not on the sample
   */
  static Result together(
      PathLead lead,
      Objective objective,
      Objective precise,
      Objective sample,
      double[] start,
      double startValue,
      boolean isNear,
      StoppingRule stopping,
      RoundListener listener) {
    Rounds rounds = new Rounds(objective, stopping, listener);
    SampledNewton newton = new SampledNewton(precise, sample, rounds);
    newton.isOwn = !lead.isTaken();
    Optional<double[]> first =
        newton.isOwn
            ? isNear ? Optional.of(start) : newton.minimum(newton.sample, start, ON_THE_SAMPLE)
            : newton.minimum(lead.surrogate(newton.sample), lead.latest(), ON_THE_SAMPLE);
    if (first.isEmpty()) {
      return new Result(newton.onward(start), newton.curvature);
    }
    lead.begins(first.get());
    Visit visit = rounds.visit(first.get(), newton.isOwn);
    if (newton.isOwn) {
      lead.take(newton.sample, visit);
    }
    newton.bend = Optional.of(lead.bend());
    return new Result(newton.from(visit, start, startValue), newton.curvature);
  }

  /** The minimum of a function on this core, if one is found. */
  private Optional<double[]> minimum(Objective function, double[] start, StoppingRule stopping) {
    try {
      return onTheSample.minimum(function, start, stopping);
    } catch (DivergedException | ArithmeticException e) {
      return Optional.empty(); // a sample may be separable where the whole is not
    }
  }

  private Fit from(Visit first, double[] start, double startValue) {
    Visit here = first;
    if (!(here.objective() <= startValue)) {
      return rounds.left() ? onward(start) : rounds.end(here, StopReason.MAX_ROUNDS);
    }
    boolean takesBend = bend.isEmpty();
    while (!rounds.withinTolerance(here)) {
      if (!rounds.left()) {
        return rounds.end(here, StopReason.MAX_ROUNDS);
      }
      StoppingRule enough = new StoppingRule(ON_THE_SAMPLE.maxRounds(), ENOUGH * here.norm());
      Optional<double[]> point = minimum(surrogate(here), here.point(), enough);
      if (point.isEmpty()) {
        return onward(here.point());
      }
      Visit next = rounds.visit(point.get(), takesBend);
      boolean lower = next.objective() <= here.objective() + here.noise();
      boolean flatter = next.norm() <= CONTRACTION * here.norm();
      here = lower ? next : here;
      boolean stuck = !rounds.withinTolerance(here) && !(lower && (flatter || takesBend));
      if (stuck && (isOwn || takesBend)) {
        return rounds.left() ? onward(here.point()) : rounds.end(here, StopReason.MAX_ROUNDS);
      }
      if (takesBend) {
        bend = Optional.of(Surrogate.bend(sample, next));
        onTheSample.take(Newton.curvature(next));
        isOwn = true;
      }
      // The bend of another penalty's fit may be too far off: then this one takes its own.
      takesBend = stuck;
    }
    if (bend.isPresent()) {
      curvature = Optional.of(surrogate(here).curvature(here.point()));
    }
    return rounds.end(here, StopReason.GRADIENT);
  }

  private Surrogate surrogate(Visit anchor) {
    int size = anchor.point().length;
    SymmetricMatrix none = new SymmetricMatrix(size, new double[size * size]);
    return new Surrogate(sample, bend.orElse(none), anchor);
  }

  /** Newton's method from a point on, in at least one round. */
  private Fit onward(double[] point) {
    rounds.continueWith(precise);
    return Newton.minimize(rounds, rounds.visit(point, true));
  }
}
