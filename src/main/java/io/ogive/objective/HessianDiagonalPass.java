package io.ogive.objective;

import io.ogive.data.Block;
import io.ogive.data.Pass;
import io.ogive.data.Role;
import io.ogive.data.Shard;
import io.ogive.math.Panels;
import java.util.List;

/**
 * The diagonal of the Hessian of a logistic model's loss at a point, as sums over the training rows
 * of weight * p (1 - p) times x^2 and times x, logit by logit: the columns are centred later.
 *
 * @param recipe what all passes of a fit share
 * @param at where the Hessian is taken
 */
public record HessianDiagonalPass(LogisticRecipe recipe, LogisticPoint at)
    implements Pass<HessianDiagonalTotal> {
  @Override
  public HessianDiagonalTotal over(Shard shard) {
    return overAll(List.of(shard));
  }

  /** With one total for all shards, as of a {@link LogisticPass}. */
  @Override
  public HessianDiagonalTotal overAll(Iterable<Shard> shards) {
    int logits = at.logits();
    LogisticMargins margins = new LogisticMargins(List.of(at));
    HessianDiagonalTotal total = HessianDiagonalTotal.of(recipe, at);
    double[] squaredScale = recipe.scale().clone();
    for (int j = 0; j < squaredScale.length; j++) {
      squaredScale[j] *= squaredScale[j];
    }
    GradientSums squares = new GradientSums(squaredScale, logits, logits);
    GradientSums slopes = new GradientSums(recipe.scale(), logits, logits);
    for (Block block : Shard.blocksOf(shards)) {
      if (block.rows() > 0 && block.id().role() == Role.TRAIN) {
        double[] rowWeights = recipe.rowWeights(block);
        total.squares().addTraining(block.id(), rowWeights, block.labels());
        total.slopes().addTraining(block.id(), rowWeights, block.labels());
        double[][] diagonal =
            LogisticSpread.of(margins.of(block), block.labels(), rowWeights).diagonal();
        squares.add(squared(block), diagonal, total.squares());
        slopes.add(block, diagonal, total.slopes());
      }
    }
    squares.finish(total.squares());
    slopes.finish(total.slopes());
    return total;
  }

  private static Block squared(Block block) {
    if (block instanceof Block.Sparse sparse) {
      return new Block.Sparse(
          block.id(), block.labels(), block.weights(), sparse.features().squared());
    }
    Panels x = ((Block.Dense) block).features();
    double[] values = new double[Panels.length(x.rows(), x.columns())];
    double[] lanes = new double[Panels.LANES];
    for (int p = 0; p < x.panels(); p++) {
      int count = Math.min(Panels.LANES, x.rows() - p * Panels.LANES);
      for (int j = 0; j < x.columns(); j++) {
        x.copyLanes(p, j, lanes);
        for (int i = 0; i < count; i++) {
          values[Panels.index(x.columns(), p * Panels.LANES + i, j)] = lanes[i] * lanes[i];
        }
      }
    }
    Panels squares = Panels.of(x.rows(), x.columns(), values);
    return new Block.Dense(block.id(), block.labels(), block.weights(), squares);
  }

  @Override
  public String description() {
    return "logistic curvature by column";
  }
}
