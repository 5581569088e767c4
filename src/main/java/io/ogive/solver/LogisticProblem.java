package io.ogive.solver;

import io.ogive.data.BlockSet;
import io.ogive.data.Pass;
import io.ogive.data.Total;
import io.ogive.health.HealthSchedule;
import io.ogive.math.NotRepresentableException;
import io.ogive.math.SymmetricMatrix;
import io.ogive.objective.HessianDiagonalPass;
import io.ogive.objective.HessianDiagonalTotal;
import io.ogive.objective.HessianVectorPass;
import io.ogive.objective.LogisticCoordinates;
import io.ogive.objective.LogisticFault;
import io.ogive.objective.LogisticPass;
import io.ogive.objective.LogisticPoint;
import io.ogive.objective.LogisticRecipe;
import io.ogive.objective.LogisticSums;
import io.ogive.objective.LogisticTotal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The objective of a logistic model as a function of its {@link LogisticCoordinates}:
 *
 * <pre>weighted mean log-loss + sum over coordinates of l2_i / 2 * x_i^2</pre>
 */
final class LogisticProblem implements CurvedObjective {
  private final BlockSet blocks;
  private final LogisticRecipe recipe;
  private final HealthSchedule schedule;
  private final LogisticCoordinates coordinates;
  private final double[] l2;
  private final List<String> slotNames;
  private double[] curvedAt = {};
  private Optional<SymmetricMatrix> curvature = Optional.empty();

  /**
   * An objective.
   *
   * @param schedule what each pass at points measures
   * @param l2 per coordinate
   * @param slotNames for messages
   */
  LogisticProblem(
      BlockSet blocks,
      LogisticRecipe recipe,
      HealthSchedule schedule,
      LogisticCoordinates coordinates,
      double[] l2,
      List<String> slotNames) {
    this.blocks = blocks;
    this.recipe = recipe;
    this.schedule = schedule;
    this.coordinates = coordinates;
    this.l2 = l2;
    this.slotNames = slotNames;
  }

  @Override
  public int dimension() {
    return coordinates.dimension();
  }

  /** Points share the reading of the rows, which is not what takes time with a logit a class. */
  @Override
  public int together() {
    return coordinates.logits() == 1 ? CurvedObjective.super.together() : 1;
  }

  @Override
  public List<Double> weightNorms(double[] point) {
    double squares = 0;
    for (int k = 0; k < coordinates.logits(); k++) {
      int first = k * coordinates.perLogit();
      for (int a = 0; a < coordinates.active(); a++) {
        squares = Math.fma(point[first + a], point[first + a], squares);
      }
    }
    return List.of(Math.sqrt(squares));
  }

  /**
   * @throws ArithmeticException naming block and column, if a sum leaves its range
   */
  @Override
  public Evaluation at(double[] point, boolean wantCurvature) {
    return at(List.of(point), wantCurvature).get(0);
  }

  /**
   * Evaluates at several points in one pass.
   *
   * @throws ArithmeticException naming block and column, if a sum leaves its range
   */
  @Override
  public List<Evaluation> at(List<double[]> points, boolean wantCurvature) {
    List<LogisticPoint> there = new ArrayList<>();
    for (double[] point : points) {
      there.add(passPoint(point, wantCurvature));
    }
    LogisticTotal total = aggregate(there);
    List<Evaluation> evaluations = new ArrayList<>();
    for (int p = 0; p < points.size(); p++) {
      evaluations.add(evaluation(points.get(p), total.point(p)));
    }
    return evaluations;
  }

  /** What its passes have in common. */
  LogisticRecipe recipe() {
    return recipe;
  }

  /** What a pass needs to know of a point; passes may serve points of several problems. */
  LogisticPoint passPoint(double[] point, boolean wantCurvature) {
    double[][] weights = coordinates.weights(point);
    return new LogisticPoint(weights, coordinates.intercepts(point, weights), wantCurvature);
  }

  /**
   * The evaluation of this objective from what a pass found at a point.
   *
   * @throws ArithmeticException naming block and column, if a sum left its range
   */
  Evaluation evaluation(double[] point, LogisticSums sums) {
    sums.fault().ifPresent(this::refuse);
    double[] gradient = coordinates.gradient(sums);
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = Math.fma(l2[i], point[i], gradient[i]);
    }
    Optional<SymmetricMatrix> hessian = Optional.empty();
    if (sums.isCurved()) {
      hessian = Optional.of(penalized(coordinates.curvature(sums)));
      curvedAt = point.clone();
      curvature = hessian;
    }
    return new Evaluation(
        point,
        sums.meanLoss(),
        sums.meanLoss() + penalty(point),
        gradient,
        hessian,
        sums.heldOutLoss(),
        sums.health());
  }

  /**
   * @throws ArithmeticException naming block and column, if a sum leaves its range
   */
  @Override
  public double[] diagonal(double[] point) {
    HessianDiagonalTotal total = pass(new HessianDiagonalPass(recipe, passPoint(point, false)));
    total.squares().point(0).fault().ifPresent(this::refuse);
    total.slopes().point(0).fault().ifPresent(this::refuse);
    double[] diagonal = coordinates.diagonal(total);
    for (int i = 0; i < diagonal.length; i++) {
      diagonal[i] += l2[i];
    }
    return diagonal;
  }

  /**
   * @throws ArithmeticException naming block and column, if a sum leaves its range
   */
  @Override
  public List<double[]> hessianTimes(double[] point, List<double[]> directions) {
    List<LogisticPoint> along = new ArrayList<>();
    double[] unit = new double[directions.size()];
    for (int d = 0; d < unit.length; d++) {
      LogisticPoint whole = passPoint(directions.get(d), false);
      unit[d] = coordinates.bound(whole);
      along.add(passPoint(Vectors.scaled(directions.get(d), 1 / unit[d]), false));
    }
    LogisticTotal total = pass(new HessianVectorPass(recipe, passPoint(point, false), along));
    List<double[]> products = new ArrayList<>();
    for (int d = 0; d < unit.length; d++) {
      total.point(d).fault().ifPresent(this::refuse);
      double[] product = coordinates.gradient(total.point(d));
      for (int i = 0; i < product.length; i++) {
        product[i] = Math.fma(l2[i], directions.get(d)[i], product[i] * unit[d]);
      }
      products.add(product);
    }
    return products;
  }

  /** The Hessian at a point; a pass unless it was the last one asked for. */
  SymmetricMatrix curvatureAt(double[] point) {
    if (curvature.isEmpty() || !Arrays.equals(point, curvedAt)) {
      at(point, true);
    }
    return curvature.orElseThrow();
  }

  /** The squared penalty at a point. */
  double penalty(double[] point) {
    double sum = 0;
    for (int i = 0; i < point.length; i++) {
      sum = Math.fma(l2[i] * point[i], point[i], sum);
    }
    return sum / 2;
  }

  private SymmetricMatrix penalized(SymmetricMatrix hessian) {
    for (int i = 0; i < hessian.size(); i++) {
      hessian.values()[i * hessian.size() + i] += l2[i];
    }
    return hessian;
  }

  /** One pass at several points. */
  LogisticTotal aggregate(List<LogisticPoint> points) {
    return pass(new LogisticPass(recipe.withLevel(schedule.next()), points));
  }

  private <T extends Total<T>> T pass(Pass<T> pass) {
    try {
      return blocks.aggregate(pass);
    } catch (NotRepresentableException e) {
      throw new ArithmeticException(
          "a sum over all blocks leaves its range at %s".formatted(e.value()));
    }
  }

  private void refuse(LogisticFault fault) {
    String what = "%s is %s".formatted(what(fault.slot()), fault.value());
    throw new FaultException(
        "%s in block %d of the %s rows of source %d"
            .formatted(what, fault.block().ordinal(), fault.block().role(), fault.block().source()),
        what,
        fault.block().source());
  }

  private String what(int slot) {
    return switch (slot) {
      case LogisticFault.LOSS -> "the loss";
      case LogisticFault.INTERCEPT -> "the gradient of the intercept";
      default -> "the gradient of column '%s'".formatted(slotNames.get(slot));
    };
  }
}
