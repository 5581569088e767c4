package io.ogive.job;

import io.ogive.objective.Schedule;
import io.ogive.solver.EarlyStopping;
import io.ogive.solver.LogisticOptions;
import io.ogive.solver.NetworkOptions;
import io.ogive.solver.NetworkOptions.Adam;
import io.ogive.solver.NetworkOptions.Sgd;
import io.ogive.solver.StoppingRule;
import java.util.EnumSet;
import java.util.Optional;

/** The section {@code solver}. */
final class SolverSettings {
  /** Every algorithm; which of them a model takes is checked with the model. */
  enum Name {
    AUTO,
    NEWTON,
    NEWTON_CG,
    LBFGS,
    OWLQN,
    ADAM,
    SGD
  }

  private static final int MOST_ROUNDS = 1_000_000;
  private static final int ADAM_ROUNDS = 100;
  private static final int OTHER_ROUNDS = 500;

  private SolverSettings() {}

  static LogisticOptions.Solver logistic(Settings settings) {
    boolean smooth = LogisticSettings.isSmooth(settings);
    if (!smooth && EnumSet.of(Name.NEWTON, Name.NEWTON_CG, Name.LBFGS).contains(name(settings))) {
      settings.refuse("solver.name", "auto or owlqn where model.logistic.l1 is not 0");
    }
    return switch (name(settings)) {
      case AUTO -> LogisticOptions.Solver.AUTO;
      case NEWTON -> LogisticOptions.Solver.NEWTON;
      case NEWTON_CG -> LogisticOptions.Solver.NEWTON_CG;
      case LBFGS -> LogisticOptions.Solver.LBFGS;
      case OWLQN -> LogisticOptions.Solver.OWLQN;
      case ADAM, SGD -> {
        settings.refuse(
            "solver.name", "auto, newton, newton-cg, lbfgs or owlqn for a logistic model");
        yield LogisticOptions.Solver.AUTO;
      }
    };
  }

  static NetworkOptions.Solver network(Settings settings) {
    return switch (name(settings)) {
      case AUTO, ADAM -> NetworkOptions.Solver.ADAM;
      case SGD -> NetworkOptions.Solver.SGD;
      case LBFGS -> NetworkOptions.Solver.LBFGS;
      case NEWTON, NEWTON_CG, OWLQN -> {
        settings.refuse("solver.name", "auto, adam, sgd or lbfgs for a network");
        yield NetworkOptions.Solver.ADAM;
      }
    };
  }

  static StoppingRule stopping(Settings settings, boolean adam) {
    return new StoppingRule(
        settings.wholeOrAuto(
            "solver.max-rounds", 1, MOST_ROUNDS, adam ? ADAM_ROUNDS : OTHER_ROUNDS),
        settings.numberOrAuto("solver.tolerance", Interval.AT_LEAST_ZERO));
  }

  /** Whether the number of rounds of adam and sgd is left to the number of rows. */
  static boolean roundsByRows(Settings settings) {
    return settings.wholeOrAuto("solver.max-rounds", 1, MOST_ROUNDS, 0) == 0;
  }

  static Adam adam(Settings settings) {
    return new Adam(
        settings.whole("solver.adam.replicas", 0, 65_536),
        settings.whole("solver.adam.batch", 0, 1024),
        settings.whole("solver.adam.local-steps", 0, 1_000_000_000),
        settings.numberOrAuto("solver.adam.rate", Interval.ABOVE_ZERO).orElse(0),
        settings.number("solver.adam.beta1", Interval.BELOW_ONE),
        settings.number("solver.adam.beta2", Interval.BELOW_ONE),
        settings.number("solver.adam.epsilon", Interval.ABOVE_ZERO));
  }

  static Sgd sgd(Settings settings) {
    return new Sgd(
        settings.number("solver.sgd.rate", Interval.ABOVE_ZERO),
        settings.number("solver.sgd.momentum", Interval.BELOW_ONE),
        settings.flag("solver.sgd.nesterov"));
  }

  private enum Moments {
    AVERAGE,
    KEEP
  }

  static boolean keepsMoments(Settings settings) {
    return settings.choice("solver.adam.moments", Moments.class) == Moments.KEEP;
  }

  /** The schedule, whose rounds are those of the stopping rule. */
  static Schedule schedule(Settings settings) {
    return new Schedule(
        settings.choice("solver.schedule.name", Schedule.Kind.class),
        settings.whole("solver.schedule.warm-up", 0, MOST_ROUNDS),
        settings.whole("solver.schedule.every", 1, MOST_ROUNDS),
        settings.number("solver.schedule.factor", Interval.UP_TO_ONE),
        1);
  }

  /** The longest gradient; infinite for 0. */
  static double clip(Settings settings) {
    double clip = settings.number("solver.clip", Interval.AT_LEAST_ZERO);
    return clip == 0 ? Double.POSITIVE_INFINITY : clip;
  }

  static Optional<EarlyStopping> earlyStopping(Settings settings) {
    double share = settings.number("solver.early-stopping.share", Interval.BELOW_ONE);
    int patience = settings.whole("solver.early-stopping.patience", 1, MOST_ROUNDS);
    return share == 0 ? Optional.empty() : Optional.of(new EarlyStopping(share, patience));
  }

  private static Name name(Settings settings) {
    return settings.choice("solver.name", Name.class);
  }
}
