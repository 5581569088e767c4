package io.ogive.objective;

import java.io.Serializable;

/**
 * How the rate changes from round to round, as a factor on it. With r the rounds done, counted in
 * fractions, W those of warm-up, and R all:
 *
 * <pre>
 * first W   (steps done + 1) / (steps of W rounds), so that it ends at 1
 * CONSTANT  1
 * STEP      factor^(whole part of r / every)
 * COSINE    (1 + cos(pi (r - W) / (R - W))) / 2, from 1 down to 0
 * </pre>
 *
 * @param warmUp W
 * @param every STEP: rounds between changes
 * @param factor STEP: what the rate is multiplied with at each
 * @param rounds R
 */
public record Schedule(Kind kind, int warmUp, int every, double factor, int rounds)
    implements Serializable {
  /** The same rate in all steps. */
  public static final Schedule CONSTANT = new Schedule(Kind.CONSTANT, 0, 30, 0.1, 1);

  /** Whatever suits the number of rounds. */
  public static final Schedule AUTO = new Schedule(Kind.AUTO, 0, 30, 0.1, 1);

  /** The form. */
  public enum Kind {
    CONSTANT,
    STEP,
    COSINE,
    /** Still to be said, by {@link Schedule#as}. */
    AUTO
  }

  public Schedule {
    if (warmUp < 0 || every < 1 || rounds < 1 || !(factor > 0 && factor <= 1)) {
      throw new IllegalArgumentException(
          "warmUp, every, rounds and factor must be at least 0, 1, 1 and in (0, 1], were %d, %d, %d, %s"
              .formatted(warmUp, every, rounds, factor));
    }
  }

  /** The same, with a form where none has been said. */
  public Schedule as(Kind form) {
    return kind == Kind.AUTO ? new Schedule(form, warmUp, every, factor, rounds) : this;
  }

  /** The same schedule over so many rounds. */
  public Schedule over(int all) {
    return new Schedule(kind, warmUp, every, factor, all);
  }

  /**
   * The factor on the rate.
   *
   * @param step the step's number, from 1
   * @param roundSteps steps of a round
   */
  public double factor(long step, int roundSteps) {
    double done = (double) (step - 1) / roundSteps;
    if (done < warmUp) {
      return (double) step / ((double) warmUp * roundSteps);
    }
    return switch (kind) {
      case CONSTANT, AUTO -> 1;
      case STEP -> StrictMath.pow(factor, Math.floor(done / every));
      case COSINE -> {
        double share = rounds > warmUp ? Math.min(1, (done - warmUp) / (rounds - warmUp)) : 1;
        yield (1 + StrictMath.cos(StrictMath.PI * share)) / 2;
      }
    };
  }
}
