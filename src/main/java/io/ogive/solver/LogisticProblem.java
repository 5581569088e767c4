package io.ogive.solver;

import io.ogive.data.BlockSet;
import io.ogive.math.NotRepresentableException;
import io.ogive.math.SymmetricMatrix;
import io.ogive.objective.LogisticCoordinates;
import io.ogive.objective.LogisticFault;
import io.ogive.objective.LogisticPass;
import io.ogive.objective.LogisticRecipe;
import io.ogive.objective.LogisticTotal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The objective of a logistic model as a function of its {@link LogisticCoordinates}:
 *
 * <pre>weighted mean log-loss + sum over coordinates of l2_i / 2 * x_i^2</pre>
 *
 * <p>There is curvature for one logit only.
 */
final class LogisticProblem implements Objective {
  private final BlockSet blocks;
  private final LogisticRecipe recipe;
  private final LogisticCoordinates coordinates;
  private final double[] l2;
  private final List<String> slotNames;
  private double[] curvedAt = {};
  private Optional<SymmetricMatrix> curvature = Optional.empty();

  /**
   * An objective.
   *
   * @param l2 per coordinate
   * @param slotNames for messages
   */
  LogisticProblem(
      BlockSet blocks,
      LogisticRecipe recipe,
      LogisticCoordinates coordinates,
      double[] l2,
      List<String> slotNames) {
    this.blocks = blocks;
    this.recipe = recipe;
    this.coordinates = coordinates;
    this.l2 = l2;
    this.slotNames = slotNames;
  }

  @Override
  public int dimension() {
    return coordinates.dimension();
  }

  /**
   * @throws ArithmeticException naming block and column, if a sum leaves its range
   */
  @Override
  public Evaluation at(double[] point, boolean wantCurvature) {
    boolean curved = wantCurvature && coordinates.logits() == 1;
    double[][] weights = coordinates.weights(point);
    LogisticTotal total =
        aggregate(
            new LogisticPass(recipe, weights, coordinates.intercepts(point, weights), curved));
    double[] gradient = coordinates.gradient(total);
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = Math.fma(l2[i], point[i], gradient[i]);
    }
    Optional<SymmetricMatrix> hessian =
        curved ? Optional.of(penalized(coordinates.curvature(total))) : Optional.empty();
    if (curved) {
      curvedAt = point.clone();
      curvature = hessian;
    }
    return new Evaluation(
        point,
        total.meanLoss(),
        total.meanLoss() + penalty(point),
        gradient,
        hessian,
        total.heldOutLoss(),
        total.health());
  }

  /** The Hessian at a point, for one logit; a pass unless it was the last one asked for. */
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

  private LogisticTotal aggregate(LogisticPass pass) {
    LogisticTotal total;
    try {
      total = blocks.aggregate(pass);
    } catch (NotRepresentableException e) {
      throw new ArithmeticException(
          "a sum over all blocks leaves its range at %s".formatted(e.value()));
    }
    if (total.fault().isPresent()) {
      LogisticFault fault = total.fault().get();
      throw new ArithmeticException(
          "%s is %s in block %d of the %s rows of source %d"
              .formatted(
                  what(fault.slot()),
                  fault.value(),
                  fault.block().ordinal(),
                  fault.block().role(),
                  fault.block().source()));
    }
    return total;
  }

  private String what(int slot) {
    return switch (slot) {
      case LogisticFault.LOSS -> "the loss";
      case LogisticFault.INTERCEPT -> "the gradient of the intercept";
      default -> "the gradient of column '%s'".formatted(slotNames.get(slot));
    };
  }
}
