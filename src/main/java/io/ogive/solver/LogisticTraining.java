package io.ogive.solver;

import io.ogive.data.BlockSet;
import io.ogive.data.BlockStore;
import io.ogive.data.Features;
import io.ogive.health.HealthLevel;
import io.ogive.math.SymmetricMatrix;
import io.ogive.model.LogisticModel;
import io.ogive.solver.LogisticOptions.Solver;
import java.util.Optional;

/** Fits a logistic model to the training rows of a store: see {@link LogisticFrame}. */
public final class LogisticTraining {
  private final LogisticFrame frame;
  private final LogisticOptions options;
  private final LogisticProblem problem;
  private final Solver solver;
  private Optional<SymmetricMatrix> curvature = Optional.empty();

  private LogisticTraining(LogisticFrame frame, LogisticOptions options, Solver solver) {
    this.frame = frame;
    this.options = options;
    this.solver = solver;
    this.problem = frame.problem(options.l2());
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
    Optional<SlotMatch> match = start.map(model -> SlotMatch.of(model, features));
    boolean binary = LogisticFrame.isBinary(options.family(), features.label().classes());
    Solver solver = LogisticSolver.resolve(options, binary, features.width());
    LogisticFrame frame = new LogisticFrame(store, features, options, level);
    return new LogisticTraining(frame, options, solver).fit(match, listener);
  }

  private LogisticResult fit(Optional<SlotMatch> model, RoundListener listener) {
    double[] baseRates = frame.baseRates(); // which looks for rows of every class
    double[] start = model.map(frame::point).orElse(baseRates);
    Optional<Box> box = frame.box();
    Fit fit;
    if (box.isPresent()) {
      fit = bounded(box.get(), start, listener);
    } else {
      Optional<BlockSet> sample = solver == Solver.NEWTON ? frame.sample() : Optional.empty();
      double[] l1 = frame.penalties(options.l1(), 1);
      fit =
          sample
              .map(rows -> sampled(rows, start, model.isPresent(), listener))
              .orElseGet(
                  () ->
                      LogisticSolver.minimize(
                          solver, problem, l1, start, options.stopping(), listener));
    }
    return new LogisticReport(frame, options).of(fit, solver, problem, curvature);
  }

  private Fit bounded(Box box, double[] start, RoundListener listener) {
    return solver == Solver.NEWTON
        ? ProjectedNewton.minimize(problem, box, start, options.stopping(), listener)
        : ProjectedQuasiNewton.minimize(problem, box, start, options.stopping(), listener);
  }

  private Fit sampled(BlockSet rows, double[] start, boolean isModel, RoundListener listener) {
    LogisticProblem single = frame.single(options.l2());
    LogisticProblem part = frame.sampled(rows, options.l2());
    SampledNewton.Result result =
        isModel
            ? SampledNewton.continued(single, problem, part, start, options.stopping(), listener)
            : SampledNewton.minimize(
                single,
                problem,
                part,
                start,
                frame.lossAt(start),
                options.stopping(),
                listener);
    curvature = result.curvature();
    return result.fit();
  }
}
