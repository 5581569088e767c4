package io.ogive.solver;

import io.ogive.data.BlockSet;
import io.ogive.data.BlockStore;
import io.ogive.data.Features;
import io.ogive.health.HealthLevel;
import io.ogive.health.HealthSchedule;
import io.ogive.model.LogisticModel;
import io.ogive.solver.LogisticPath.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Fits a logistic model for each of several penalties in the same passes: a {@link Lockstep}.
 *
 * <p>Where there is a sample to begin on, the fit of the middle penalty goes first and takes the
 * one Hessian over all rows, and the others begin where it leads them ({@link PathLead}). Else each
 * fit is the one that it would be alone, to the last bit.
 */
public final class LogisticPathTraining {
  private final LogisticFrame frame;
  private final LogisticOptions options;
  private final List<Penalty> inOrder;

  private LogisticPathTraining(
      LogisticFrame frame, LogisticOptions options, List<Penalty> penalties) {
    this.frame = frame;
    this.options = options;
    List<Penalty> heaviestFirst = new ArrayList<>(penalties);
    Collections.sort(heaviestFirst);
    Penalty middle = heaviestFirst.remove(heaviestFirst.size() / 2);
    heaviestFirst.add(0, middle);
    this.inOrder = heaviestFirst;
  }

  /**
   * Fits the path; see {@link LogisticTraining#fit}.
   *
   * @param options of all fits, whose penalties do not count
   * @param penalties at least one, all different
   * @throws IllegalArgumentException also if there is no held-out row to choose by
   */
  public static LogisticPath fit(
      BlockStore store,
      Features features,
      LogisticOptions options,
      List<Penalty> penalties,
      Optional<LogisticModel> start,
      HealthLevel level,
      RoundListener listener) {
    return fit(store, features, options, penalties, start, HealthSchedule.always(level), listener);
  }

  /** The same where passes differ in what they measure. */
  public static LogisticPath fit(
      BlockStore store,
      Features features,
      LogisticOptions options,
      List<Penalty> penalties,
      Optional<LogisticModel> start,
      HealthSchedule schedule,
      RoundListener listener) {
    if (penalties.isEmpty() || penalties.stream().distinct().count() < penalties.size()) {
      throw new IllegalArgumentException("penalties must be different ones, were " + penalties);
    }
    Optional<SlotMatch> match = start.map(model -> SlotMatch.of(model, features));
    LogisticFrame frame = new LogisticFrame(store, features, options, schedule);
    return new LogisticPathTraining(frame, options, penalties).fit(penalties, match, listener);
  }

  private LogisticPath fit(
      List<Penalty> penalties, Optional<SlotMatch> match, RoundListener listener) {
    List<LogisticTraining> fits = inOrder.stream().map(this::training).toList();
    boolean samples = fits.stream().anyMatch(LogisticTraining::takesSample);
    Optional<BlockSet> sample = samples ? frame.sample() : Optional.empty();
    Lockstep<SampledNewton.Result> lockstep = new Lockstep<>(frame.coordinates().dimension());
    PathLead lead = new PathLead();
    for (int i = 0; i < fits.size(); i++) {
      LogisticTraining fit = fits.get(i);
      Penalty penalty = inOrder.get(i);
      boolean follows = i > 0;
      lockstep.add(
          () -> {
            if (follows && sample.isPresent()) {
              lockstep.sitOut();
            }
            return fit.minimize(
                lockstep::view,
                match,
                fit.takesSample() ? sample : Optional.empty(),
                Optional.of(lead),
                round -> listener.onRound(round.of(penalty)));
          });
    }
    List<SampledNewton.Result> ends = lockstep.run();
    return path(penalties, fits, ends, lockstep.passes());
  }

  private LogisticTraining training(Penalty penalty) {
    LogisticOptions own = options.withPenalties(penalty.l2(), penalty.l1());
    return new LogisticTraining(frame, own, LogisticSolver.resolve(own, frame.shape()));
  }

  private LogisticPath path(
      List<Penalty> penalties,
      List<LogisticTraining> fits,
      List<SampledNewton.Result> ends,
      int passes) {
    List<Step> steps = new ArrayList<>();
    int best = -1;
    for (Penalty penalty : penalties) {
      int at = inOrder.indexOf(penalty);
      Step step = fits.get(at).report().step(ends.get(at).fit(), fits.get(at).problem());
      double loss =
          step.heldOutLoss()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "no held-out row has a weight, so there is nothing to choose a penalty"
                              + " by; hold more rows out"));
      steps.add(step);
      if (best < 0
          || loss < steps.get(best).heldOutLoss().getAsDouble()
          || (loss == steps.get(best).heldOutLoss().getAsDouble()
              && penalty.compareTo(steps.get(best).penalty()) < 0)) {
        best = steps.size() - 1;
      }
    }
    int at = inOrder.indexOf(penalties.get(best));
    LogisticResult result = fits.get(at).report(ends.get(at));
    return new LogisticPath(steps, best, result, passes);
  }
}
