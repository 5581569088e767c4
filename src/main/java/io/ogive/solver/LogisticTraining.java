package io.ogive.solver;

import io.ogive.data.BlockSet;
import io.ogive.data.BlockStore;
import io.ogive.data.Features;
import io.ogive.health.HealthLevel;
import io.ogive.math.SymmetricMatrix;
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
    boolean binary = LogisticFrame.isBinary(options.family(), features.label().classes());
    Solver solver = LogisticSolver.resolve(options, binary, features.width());
    LogisticFrame frame = new LogisticFrame(store, features, options, level);
    return new LogisticTraining(frame, options, solver).fit(listener);
  }

  private LogisticResult fit(RoundListener listener) {
    double[] start = frame.baseRates();
    double[] l1 = frame.penalties(options.l1(), 1);
    Optional<BlockSet> sample = solver == Solver.NEWTON ? frame.sample() : Optional.empty();
    Fit fit =
        sample
            .map(rows -> sampled(rows, start, listener))
            .orElseGet(
                () ->
                    LogisticSolver.minimize(
                        solver, problem, l1, start, options.stopping(), listener));
    return new LogisticReport(frame, options).of(fit, solver, problem, curvature);
  }

  private Fit sampled(BlockSet rows, double[] start, RoundListener listener) {
    SampledNewton.Result result =
        SampledNewton.minimize(
            frame.single(options.l2()),
            problem,
            frame.sampled(rows, options.l2()),
            start,
            frame.lossAt(start),
            options.stopping(),
            listener);
    curvature = result.curvature();
    return result.fit();
  }
}
