package io.ogive.solver;

import io.ogive.data.Features;
import io.ogive.math.SymmetricMatrix;
import io.ogive.model.LogisticModel;
import io.ogive.objective.LogisticCoordinates;
import io.ogive.solver.LogisticOptions.Solver;
import java.util.List;
import java.util.Optional;

/** Makes of the point where a solver ended the model, its loss and its coefficients. */
final class LogisticReport {
  /** Above this inverse of a tolerance (1 - R^2) a Hessian in float32 gives no standard errors. */
  private static final double MOST_INFLATION = 1e3;

  /** A softmax model of more coordinates has no standard errors: their pass would cost the most. */
  private static final int MOST_COORDINATES = 2 * LogisticSolver.MOST_NEWTON_COLUMNS;

  private final LogisticFrame frame;
  private final LogisticCoordinates coordinates;
  private final Features features;
  private final LogisticOptions options;

  LogisticReport(LogisticFrame frame, LogisticOptions options) {
    this.frame = frame;
    this.coordinates = frame.coordinates();
    this.features = frame.features();
    this.options = options;
  }

  /**
   * The result.
   *
   * @param curvature the Hessian at the end but for a small error, if it is at hand
   */
  LogisticResult of(
      Fit fit, Solver solver, LogisticProblem problem, Optional<SymmetricMatrix> curvature) {
    LogisticModel model = model(fit.point());
    StandardErrors errors = standardErrors(fit.point(), problem, curvature);
    List<CoefficientRow> rows = new CoefficientRows(model, options.intercept(), errors);
    return new LogisticResult(model, fit, loss(fit, problem), solver, frame.moments(), rows);
  }

  /** One step of a path. */
  LogisticPath.Step step(Fit fit, LogisticProblem problem) {
    Penalty penalty = new Penalty(options.l2(), options.l1());
    return new LogisticPath.Step(penalty, model(fit.point()), fit, loss(fit, problem));
  }

  private double loss(Fit fit, LogisticProblem problem) {
    double[] l1 = frame.penalties(options.l1(), 1);
    double loss = fit.value() - problem.penalty(fit.point());
    for (int i = 0; i < l1.length; i++) {
      loss -= l1[i] * Math.abs(fit.point()[i]);
    }
    return loss;
  }

  private LogisticModel model(double[] point) {
    double[][] weights = coordinates.weights(point);
    boolean bounded = !options.bounds().isEmpty();
    if (bounded) {
      clip(weights);
    } else if (weights.length > 1 && options.l1() == 0 && options.l2() == 0) {
      centre(weights);
    }
    LogisticModel model =
        new LogisticModel(features, weights, coordinates.intercepts(point, weights));
    return !bounded && weights.length > 1 && options.intercept() ? centred(model) : model;
  }

  /** A bound that went to the solver's coordinates and back may have lost its last bit. */
  private void clip(double[][] weights) {
    for (int k = 0; k < weights.length; k++) {
      List<Range> ranges = options.bounds().slotsOf(features, frame.label(k));
      for (int j = 0; j < ranges.size(); j++) {
        weights[k][j] = ranges.get(j).nearest(weights[k][j]);
      }
    }
  }

  /** Of the many equal softmax models the one whose raw intercepts add to 0, as in Spark ML. */
  private static LogisticModel centred(LogisticModel model) {
    double[] intercepts = model.intercepts().clone();
    double mean = 0;
    for (int k = 0; k < intercepts.length; k++) {
      mean += model.rawIntercept(k);
    }
    mean /= intercepts.length;
    for (int k = 0; k < intercepts.length; k++) {
      intercepts[k] -= mean;
    }
    return new LogisticModel(model.features(), model.weights(), intercepts);
  }

  /** Of the many equal softmax models the one whose coefficients add to 0, as in Spark ML. */
  private static void centre(double[][] weights) {
    for (int j = 0; j < weights[0].length; j++) {
      double mean = 0;
      for (double[] row : weights) {
        mean += row[j];
      }
      mean /= weights.length;
      for (double[] row : weights) {
        row[j] -= mean;
      }
    }
  }

  private StandardErrors standardErrors(
      double[] point, LogisticProblem problem, Optional<SymmetricMatrix> curvature) {
    if (!hasStandardErrors()) {
      return StandardErrors.none();
    }
    SymmetricMatrix hessian =
        curvature
            .filter(near -> StandardErrors.inflation(near) <= MOST_INFLATION)
            .orElseGet(() -> problem.curvatureAt(point));
    boolean[] atBound =
        frame.box().map(box -> box.atBound(point)).orElse(new boolean[point.length]);
    return StandardErrors.of(
        StandardErrors.without(atBound, hessian), frame.weight(), coordinates, features.shift());
  }

  private boolean hasStandardErrors() {
    boolean several = coordinates.logits() > 1;
    return options.l1() == 0
        && features.width() <= LogisticSolver.MOST_NEWTON_COLUMNS
        && coordinates.dimension() <= MOST_COORDINATES
        && !(several && frame.box().isPresent());
  }
}
