package io.ogive.objective;

import io.ogive.data.Block;
import io.ogive.data.Pass;
import io.ogive.data.Role;
import io.ogive.data.Shard;
import io.ogive.health.OutputStats;
import io.ogive.health.SourceHealth;
import io.ogive.math.Kernels;
import io.ogive.math.NotRepresentableException;
import java.util.Arrays;
import java.util.List;

/**
 * Loss and gradient of a logistic model over the training rows at one or several points, its
 * curvature where asked for, and the loss over held-out rows.
 *
 * <p>Points share the reading of the data, and what is found at each is the same to the last bit as
 * in a pass of its own.
 *
 * @param recipe what all passes of a fit share
 * @param points at least one, all of as many logits
 */
public record LogisticPass(LogisticRecipe recipe, List<LogisticPoint> points)
    implements Pass<LogisticTotal> {
  public LogisticPass {
    points = List.copyOf(points);
    if (points.isEmpty()) {
      throw new IllegalArgumentException("a pass needs a point to evaluate at");
    }
    int logits = points.get(0).logits();
    for (LogisticPoint point : points) {
      if (point.logits() != logits) {
        throw new IllegalArgumentException(
            "points of one pass must have as many logits, not %d and %d"
                .formatted(logits, point.logits()));
      }
    }
  }

  /** A pass at one point. */
  public LogisticPass(LogisticRecipe recipe, LogisticPoint point) {
    this(recipe, List.of(point));
  }

  @Override
  public LogisticTotal over(Shard shard) {
    return overAll(List.of(shard));
  }

  /** With one total for all shards: that of a wide model takes room, and time to be added. */
  @Override
  public LogisticTotal overAll(Iterable<Shard> shards) {
    Sums sums = new Sums();
    for (Block block : Shard.blocksOf(shards)) {
      if (block.rows() > 0) {
        sums.add(block);
      }
    }
    return sums.total();
  }

  /** What a pass found so far, and its work space. */
  private final class Sums {
    private final int logits = points.get(0).logits();
    private final LogisticTotal total = new LogisticTotal(recipe.classes(), recipe.width(), points);
    private final GradientSums gradient =
        new GradientSums(recipe.scale(), points.size() * logits, logits);
    private final CurvatureSums hessian = new CurvatureSums(recipe.scale(), recipe.single());
    private final LogisticMargins margins = new LogisticMargins(points);
    private final RowArrays ofPoint = LogisticRows.room();
    private final RowArrays ofBlock = new RowArrays(1);

    Sums() {
      if (recipe.level().isFull()) {
        gradient.sketchIn(recipe.weightUnit());
      }
    }

    void add(Block block) {
      boolean training = block.id().role() == Role.TRAIN;
      double[] rowWeights = recipe.rowWeights(block, ofBlock.get(0, block.rows()));
      double blockWeight = 0;
      if (training) {
        blockWeight = total.addTraining(block.id(), rowWeights, block.labels());
      } else {
        total.addHeldOut(block.id(), rowWeights);
      }
      double[][] z = margins.of(block);
      for (int p = 0; p < points.size(); p++) {
        double[][] residual = Arrays.copyOfRange(z, p * logits, (p + 1) * logits);
        LogisticRows rows = LogisticRows.of(residual, block.labels(), ofPoint);
        LogisticSums sums = total.point(p);
        double loss = rows.weightedLoss(rowWeights);
        if (!training) {
          sums.addHeldOutLoss(block.id(), loss);
          continue;
        }
        sums.addLoss(block.id(), loss);
        if (recipe.level().isOn()) {
          observe(block, rows, rowWeights, blockWeight, sums);
        }
        if (points.get(p).curvature()) {
          hessian.add(block, LogisticSpread.of(rows, block.labels(), rowWeights), sums);
        }
        weigh(residual, rowWeights);
      }
      if (training) {
        gradient.add(block, z, total);
      }
    }

    LogisticTotal total() {
      gradient.finish(total);
      return total;
    }
  }

  private static void weigh(double[][] residual, double[] rowWeights) {
    for (double[] r : residual) {
      for (int i = 0; i < r.length; i++) {
        r[i] *= rowWeights[i];
      }
    }
  }

  private void observe(
      Block block, LogisticRows rows, double[] rowWeights, double blockWeight, LogisticSums sums) {
    for (RowGroup group : RowGroup.of(block)) {
      if (sums.fault().isEmpty()) {
        try {
          observe(group, block.labels(), rows, rowWeights, blockWeight, sums);
        } catch (NotRepresentableException e) {
          sums.observed().lose();
        }
      }
    }
  }

  private void observe(
      RowGroup group,
      double[] allLabels,
      LogisticRows rows,
      double[] allWeights,
      double blockWeight,
      LogisticSums of) {
    int n = group.count();
    Kernels kernels = Kernels.best();
    double[] labels = group.of(allLabels, 1);
    double[] weights = group.of(allWeights, 1);
    double[] margin = group.of(rows.margin(), 1);
    double[][] residuals = group.of(rows.residual());
    double signal = 0;
    for (double[] residual : residuals) {
      signal += kernels.dot(residual, residual, n);
    }
    double weight = group.isWhole() ? blockWeight : RowSum.of(weights);
    SourceHealth health = of.observed().source(group.id());
    health
        .margins()
        .observe(labels, margin, group.of(rows.probability(), 1), group.of(rows.loss(), 1), n);
    health.observeOutput(signal, weight * recipe.weightUnit());
    if (recipe.level().isFull()) {
      health.margins().bins().observe(margin, n);
      observeOutputs(labels, residuals, weights, health);
    }
  }

  private void observeOutputs(
      double[] labels, double[][] residual, double[] rowWeights, SourceHealth health) {
    int n = labels.length;
    OutputStats.Batch batch = new OutputStats.Batch(residual.length);
    for (int k = 0; k < residual.length; k++) {
      double[] y = residual.length == 1 ? labels : isClass(labels, k);
      batch.add(k, y, residual[k], rowWeights, recipe.weightUnit(), n);
    }
    batch.addRows(n);
    health.outputStats().observe(batch);
  }

  private static double[] isClass(double[] labels, int k) {
    double[] is = new double[labels.length];
    for (int i = 0; i < is.length; i++) {
      is[i] = 1 - Math.min(1, Math.abs(labels[i] - k));
    }
    return is;
  }

  @Override
  public String description() {
    boolean curvature = points.stream().anyMatch(LogisticPoint::curvature);
    String what = curvature ? "logistic gradient and curvature" : "logistic gradient";
    return points.size() == 1 ? what : "%s at %d points".formatted(what, points.size());
  }
}
