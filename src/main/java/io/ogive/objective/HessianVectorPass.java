package io.ogive.objective;

import io.ogive.data.Block;
import io.ogive.data.Pass;
import io.ogive.data.Role;
import io.ogive.data.Shard;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The Hessian of a logistic model's loss over the training rows at a point, times directions, in
 * one reading of the data. With logits z at the point, u along a direction and p = softmax(z)
 *
 * <pre>
 * H v = sum over rows of  weight * q x,   q_k = p_k (u_k - sum over l of p_l u_l)
 * </pre>
 *
 * and q = p (1 - p) u for one logit. The products stand where a {@link LogisticPass} at the
 * directions has gradients; there is no loss.
 *
 * @param recipe what all passes of a fit share
 * @param at where the Hessian is taken
 * @param directions at least one, so small that no row has a logit above 1 in magnitude
 */
public record HessianVectorPass(
    LogisticRecipe recipe, LogisticPoint at, List<LogisticPoint> directions)
    implements Pass<LogisticTotal> {
  public HessianVectorPass {
    directions = List.copyOf(directions);
    if (directions.isEmpty()) {
      throw new IllegalArgumentException("a pass needs a direction to multiply by");
    }
  }

  @Override
  public LogisticTotal over(Shard shard) {
    return overAll(List.of(shard));
  }

  /** With one total for all shards, as of a {@link LogisticPass}. */
  @Override
  public LogisticTotal overAll(Iterable<Shard> shards) {
    int logits = at.logits();
    List<LogisticPoint> all = new ArrayList<>(List.of(at));
    all.addAll(directions);
    LogisticMargins margins = new LogisticMargins(all);
    LogisticTotal total = new LogisticTotal(recipe.classes(), recipe.width(), directions);
    GradientSums products = new GradientSums(recipe.scale(), directions.size() * logits, logits);
    for (Block block : Shard.blocksOf(shards)) {
      if (block.rows() == 0 || block.id().role() != Role.TRAIN) {
        continue;
      }
      double[] rowWeights = recipe.rowWeights(block);
      total.addTraining(block.id(), rowWeights, block.labels());
      double[][] z = margins.of(block);
      LogisticSpread spread =
          LogisticSpread.of(Arrays.copyOf(z, logits), block.labels(), rowWeights);
      for (int d = 1; d < all.size(); d++) {
        spread.multiply(Arrays.copyOfRange(z, d * logits, (d + 1) * logits));
      }
      products.add(block, Arrays.copyOfRange(z, logits, z.length), total);
    }
    products.finish(total);
    return total;
  }

  @Override
  public String description() {
    return directions.size() == 1
        ? "logistic curvature along a direction"
        : "logistic curvature along %d directions".formatted(directions.size());
  }
}
