package io.ogive.objective;

import io.ogive.data.Block;
import io.ogive.data.Pass;
import io.ogive.data.Role;
import io.ogive.data.Shard;
import io.ogive.health.HealthLevel;
import io.ogive.health.SourceHealth;
import io.ogive.math.NotRepresentableException;

/**
 * Loss and gradient of a logistic model over the training rows, its curvature if asked for, and the
 * loss over held-out rows.
 *
 * @param recipe what all passes of a fit share
 * @param weights per stored unit of a slot, one row a logit; one logit is a binary model
 * @param intercepts at stored value 0, one a logit
 * @param curvature whether to sum the Hessian too; for one logit only
 */
public record LogisticPass(
    LogisticRecipe recipe, double[][] weights, double[] intercepts, boolean curvature)
    implements Pass<LogisticTotal> {
  public LogisticPass {
    if (curvature && weights.length != 1) {
      throw new IllegalArgumentException(
          "curvature is for one logit, not for " + weights.length + "; use L-BFGS");
    }
  }

  @Override
  public LogisticTotal over(Shard shard) {
    LogisticTotal total =
        new LogisticTotal(recipe.classes(), weights.length, recipe.width(), curvature);
    GradientSums gradient = new GradientSums(recipe.scale());
    CurvatureSums hessian = new CurvatureSums(recipe.scale(), recipe.single());
    for (Block block : shard.blocks()) {
      if (block.rows() == 0) {
        continue;
      }
      double[] rowWeights = rowWeights(block);
      LogisticRows rows = LogisticRows.of(logits(block), block.labels());
      double loss = rows.weightedLoss(rowWeights);
      if (block.id().role() != Role.TRAIN) {
        total.addHeldOut(block.id(), rowWeights, loss);
        continue;
      }
      total.addTraining(block.id(), rowWeights, block.labels(), loss);
      if (recipe.level() != HealthLevel.OFF) {
        observe(block, rows, rowWeights, total);
      }
      if (curvature) {
        hessian.add(block, rows.curvature(rowWeights), total);
      }
      for (int k = 0; k < weights.length; k++) {
        double[] residual = rows.residual()[k];
        for (int i = 0; i < residual.length; i++) {
          residual[i] *= rowWeights[i];
        }
        gradient.add(block, residual, k, total);
      }
    }
    return total;
  }

  private double[] rowWeights(Block block) {
    double[] result = new double[block.rows()];
    for (int i = 0; i < result.length; i++) {
      result[i] = block.weights()[i] * recipe.factors()[(int) block.labels()[i]];
    }
    return result;
  }

  private double[][] logits(Block block) {
    double[][] logits = new double[weights.length][block.rows()];
    for (int k = 0; k < logits.length; k++) {
      block.margins(weights[k], intercepts[k], logits[k]);
    }
    return logits;
  }

  private void observe(Block block, LogisticRows rows, double[] rowWeights, LogisticTotal total) {
    double signal = 0;
    for (double[] residual : rows.residual()) {
      for (double r : residual) {
        signal = Math.fma(r, r, signal);
      }
    }
    double weight = 0;
    for (double w : rowWeights) {
      weight += w * recipe.weightUnit();
    }
    SourceHealth health = total.observed().source(block.id().source());
    int n = block.rows();
    if (total.fault().isEmpty()) {
      try {
        health.margins().observe(block.labels(), rows.margin(), rows.probability(), rows.loss(), n);
        health.observeOutput(signal, weight);
      } catch (NotRepresentableException e) {
        total.observed().lose();
      }
    }
  }

  @Override
  public String description() {
    return curvature ? "logistic gradient and curvature" : "logistic gradient";
  }
}
