package io.ogive.solver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A line search for a step t with the strong Wolfe conditions (Nocedal and Wright 2006, algorithms
 * 3.5 and 3.6, with cubic interpolation, equation 3.59): for phi(t) = f(x + t d),
 *
 * <pre>
 * phi(t) &lt;= phi(0) + 1e-4 t phi'(0)   and   |phi'(t)| &lt;= 0.9 |phi'(0)|
 * </pre>
 *
 * <p>Where the fall of phi is within rounding, the first is replaced by phi'(t) &lt;= (2e-4 - 1)
 * phi'(0), as in Hager and Zhang (2005), which needs no difference of objectives.
 *
 * <p>Once there is a bracket, three steps within it are tried in one pass, or one where points
 * share little of a pass.
 */
final class WolfeSearch {
  private static final double SUFFICIENT = 1e-4;
  private static final double FLATTER = 0.9;
  private static final int MOST_PASSES = 12;
  private static final double MOST_GROWTH = 10;
  private static final double LEAST_SHARE = 0.1;

  private record Trial(double t, double value, double slope, Visit visit) {}

  private final Rounds rounds;
  private final Visit from;
  private final double[] direction;
  private final Trial zero;

  WolfeSearch(Rounds rounds, Visit from, double[] direction) {
    this.rounds = rounds;
    this.from = from;
    this.direction = direction;
    this.zero = new Trial(0, from.objective(), Vectors.dot(from.gradient(), direction), from);
  }

  /**
   * Searches from a first step on.
   *
   * @return the point found; the best one met if rounds or precision end first, if any is better
   *     than {@code from}
   */
  Optional<Visit> search(double first) {
    if (!(zero.slope < 0)) {
      return Optional.empty();
    }
    Trial low = zero;
    Trial high = null;
    List<Double> steps = List.of(first);
    for (int passes = 0; passes < MOST_PASSES && rounds.left(); passes++) {
      for (Trial trial : trials(steps)) {
        if (high != null
            && !(Math.min(low.t, high.t) < trial.t && trial.t < Math.max(low.t, high.t))) {
          continue; // an earlier trial of the same pass has left it outside of the bracket
        }
        if (!fallsEnough(trial) || trial.value > low.value + from.noise()) {
          high = trial;
        } else {
          if (Math.abs(trial.slope) <= -FLATTER * zero.slope) {
            return Optional.of(trial.visit);
          }
          if (trial.slope * (high == null ? 1 : high.t - low.t) >= 0) {
            high = low;
          }
          low = trial;
        }
      }
      List<Double> next = high == null ? List.of(beyond(low)) : within(low, high);
      if (next.get(0).equals(steps.get(0)) || next.get(0) == low.t) {
        break;
      }
      steps = next;
    }
    return low.t > 0 ? Optional.of(low.visit) : Optional.empty();
  }

  /** The trials of one pass. */
  private List<Trial> trials(List<Double> steps) {
    List<double[]> points =
        steps.stream().map(t -> Vectors.step(from.point(), t, direction)).toList();
    List<Visit> visits = rounds.visits(points);
    List<Trial> trials = new ArrayList<>();
    for (int i = 0; i < visits.size(); i++) {
      Visit visit = visits.get(i);
      double slope = Vectors.dot(visit.gradient(), direction);
      trials.add(new Trial(steps.get(i), visit.objective(), slope, visit));
    }
    return trials;
  }

  /** Within a bracket: the minimum of the cubic, and half way from there to both ends. */
  private List<Double> within(Trial low, Trial high) {
    double t = between(low, high);
    return rounds.together() == 1 ? List.of(t) : List.of(t, (low.t + t) / 2, (t + high.t) / 2);
  }

  private boolean fallsEnough(Trial trial) {
    return trial.value <= zero.value + SUFFICIENT * trial.t * zero.slope
        || (trial.value <= zero.value + from.noise()
            && trial.slope <= (2 * SUFFICIENT - 1) * zero.slope);
  }

  /** A longer step: where the secant of the slopes would be 0, from 2 to 10 times as long. */
  private double beyond(Trial low) {
    double bend = (low.slope - zero.slope) / low.t;
    double flat = bend > 0 ? -zero.slope / bend : Double.MAX_VALUE;
    return Math.min(Math.max(flat, 2 * low.t), MOST_GROWTH * low.t);
  }

  /** The minimum of the cubic through both ends, kept off them by a tenth. */
  private static double between(Trial low, Trial high) {
    double width = high.t - low.t;
    double d1 = low.slope + high.slope - 3 * (low.value - high.value) / (low.t - high.t);
    double square = d1 * d1 - low.slope * high.slope;
    double d2 = Math.copySign(Math.sqrt(Math.max(0, square)), width);
    double share = 1 - (high.slope + d2 - d1) / (high.slope - low.slope + 2 * d2);
    if (!(square >= 0 && share >= LEAST_SHARE && share <= 1 - LEAST_SHARE)) {
      share = share > 1 - LEAST_SHARE ? 1 - LEAST_SHARE : share < LEAST_SHARE ? LEAST_SHARE : 0.5;
    }
    return Math.fma(share, width, low.t);
  }
}
