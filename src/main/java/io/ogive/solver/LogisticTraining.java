package io.ogive.solver;

import io.ogive.data.BlockSet;
import io.ogive.data.BlockStore;
import io.ogive.data.Features;
import io.ogive.health.HealthLevel;
import io.ogive.health.HealthSchedule;
import io.ogive.model.LogisticModel;
import io.ogive.solver.LogisticOptions.Solver;
import java.util.Optional;
import java.util.function.Function;

/** Fits a logistic model to the training rows of a store: see {@link LogisticFrame}. */
public final class LogisticTraining {
  private final LogisticFrame frame;
  private final LogisticOptions options;
  private final LogisticProblem problem;
  private final Solver solver;

  LogisticTraining(LogisticFrame frame, LogisticOptions options, Solver solver) {
    this.frame = frame;
    this.options = options;
    this.solver = solver;
    this.problem = frame.problem(options.l2());
  }

  /**
   * Fits a model.
   *
   * <p>Standard errors come with models of at most {@link LogisticSolver#MOST_NEWTON_COLUMNS} slots
   * without an L1 penalty (softmax models of at most twice as many coefficients, without bounds);
   * if the solver was not Newton, by one more pass, of which the listener hears nothing. Where
   * Newton's method began on a sample they have about four digits, unless columns are nearly
   * collinear, which takes that pass too. Where collinear columns leave the coefficients
   * undetermined there are none.
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
    return fit(store, features, options, Optional.empty(), level, listener);
  }

  /**
   * Fits a model, beginning at another.
   *
   * @param start a model of the same label; without it the fit begins at the base rates
   * @throws IllegalArgumentException also if {@code start} has other classes
   */
  public static LogisticResult fit(
      BlockStore store,
      Features features,
      LogisticOptions options,
      Optional<LogisticModel> start,
      HealthLevel level,
      RoundListener listener) {
    return fit(store, features, options, start, HealthSchedule.always(level), listener);
  }

  /** The same where passes differ in what they measure. */
  public static LogisticResult fit(
      BlockStore store,
      Features features,
      LogisticOptions options,
      Optional<LogisticModel> start,
      HealthSchedule schedule,
      RoundListener listener) {
    Optional<SlotMatch> match = start.map(model -> SlotMatch.of(model, features));
    boolean binary = LogisticFrame.isBinary(options.family(), features.label().classes());
    int logits = binary ? 1 : features.label().classes().size();
    Solver solver = LogisticSolver.resolve(options, LogisticShape.of(store, logits));
    LogisticFrame frame = new LogisticFrame(store, features, options, schedule);
    LogisticTraining training = new LogisticTraining(frame, options, solver);
    Optional<BlockSet> sample = training.takesSample() ? frame.sample() : Optional.empty();
    SampledNewton.Result end =
        training.minimize(problem -> problem, match, sample, Optional.empty(), listener);
    return training.report(end);
  }

  /** Whether the solver begins on a sample of the rows, where there are many. */
  boolean takesSample() {
    return solver == Solver.NEWTON && frame.isBinary() && options.bounds().isEmpty();
  }

  Solver solver() {
    return solver;
  }

  LogisticReport report() {
    return new LogisticReport(frame, options);
  }

  /** Everything about the fit. */
  LogisticResult report(SampledNewton.Result end) {
    return report().of(end.fit(), solver, problem, end.curvature());
  }

  LogisticProblem problem() {
    return problem;
  }

  /**
   * Runs the solver.
   *
   * @param view how an objective over all rows is to be seen
   * @param lead where the fit is one of several
   */
  SampledNewton.Result minimize(
      Function<LogisticProblem, Objective> view,
      Optional<SlotMatch> model,
      Optional<BlockSet> sample,
      Optional<PathLead> lead,
      RoundListener listener) {
    double[] baseRates = frame.baseRates(); // which looks for rows of every class
    double[] start = model.map(frame::point).orElse(baseRates);
    Optional<Box> box = frame.box();
    Objective precise = view.apply(problem);
    if (box.isPresent()) {
      return whole(bounded(precise, box.get(), start, listener));
    }
    if (sample.isEmpty()) {
      double[] l1 = frame.penalties(options.l1(), 1);
      return whole(
          LogisticSolver.minimize(solver, precise, l1, start, options.stopping(), listener));
    }
    Objective single = view.apply(frame.single(options.l2()));
    Objective part = frame.sampled(sample.get(), options.l2());
    StoppingRule stopping = options.stopping().sampled(frame.rows());
    if (lead.isPresent()) {
      double value = model.isPresent() ? Double.POSITIVE_INFINITY : frame.lossAt(start);
      return SampledNewton.together(
          lead.get(), single, precise, part, start, value, model.isPresent(), stopping, listener);
    }
    return model.isPresent()
        ? SampledNewton.continued(single, precise, part, start, stopping, listener)
        : SampledNewton.minimize(
            single, precise, part, start, frame.lossAt(start), stopping, listener);
  }

  private static SampledNewton.Result whole(Fit fit) {
    return new SampledNewton.Result(fit, Optional.empty());
  }

  private Fit bounded(Objective objective, Box box, double[] start, RoundListener listener) {
    return solver == Solver.NEWTON
        ? ProjectedNewton.minimize(objective, box, start, options.stopping(), listener)
        : ProjectedQuasiNewton.minimize(objective, box, start, options.stopping(), listener);
  }
}
