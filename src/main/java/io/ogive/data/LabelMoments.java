package io.ogive.data;

import io.ogive.math.ExactSums;
import java.util.Arrays;

/**
 * Weighted statistics of the training labels where these are numbers or flags, the same bits
 * however the rows are ordered, cut or spread.
 *
 * @param mean of numbers
 * @param deviation of numbers, sqrt(sum(w (y - mean)^2) / sum(w))
 * @param flags of flags, the share of weight for which each is set
 */
public record LabelMoments(double mean, double deviation, double[] flags) {

  /** The moments of the columns of a store whose labels are no classes: all rows are of class 0. */
  public static ColumnMoments ofColumns(BlockStore store) {
    return ColumnMoments.of(new Unlabelled(store.bySource()));
  }

  /** The moments of the training labels of a store, in at most four passes over the labels. */
  public static LabelMoments of(BlockStore store, LabelColumn label) {
    BlockSet blocks = store.bySource();
    int flags = label.kind() == LabelColumn.Kind.FLAGS ? label.classes().size() : 0;
    Sums bounds = blocks.aggregate(new LabelPass(flags, 0, 0, 0));
    double weightScale = scale(bounds.largestWeight);
    if (flags > 0) {
      Sums found = blocks.aggregate(new LabelPass(flags, 0, 0, weightScale));
      double[] shares = new double[flags];
      Arrays.setAll(shares, k -> found.sums.value(3 + k) / found.sums.value(0));
      return new LabelMoments(0, 0, shares);
    }
    double labelScale = scale(bounds.largestLabel);
    Sums about0 = blocks.aggregate(new LabelPass(0, 0, labelScale, weightScale));
    double mean = about0.sums.value(1) / about0.sums.value(0) / labelScale;
    double spreadScale = scale(blocks.aggregate(new LabelPass(0, mean, 0, 0)).largestLabel);
    Sums aboutMean = blocks.aggregate(new LabelPass(0, mean, spreadScale, weightScale));
    double variance = aboutMean.sums.value(2) / aboutMean.sums.value(0);
    return new LabelMoments(mean, Math.sqrt(variance) / spreadScale, new double[0]);
  }

  /** The power of two that brings a size below 1. */
  private static double scale(double size) {
    return Math.scalb(1.0, -ColumnMoments.exponent(size));
  }

  /** Sums w, w d, w d^2 and w of each flag that is set, where d = (y - center) * scale. */
  private record LabelPass(int flags, double center, double scale, double weightScale)
      implements Pass<Sums> {
    @Override
    public Sums over(Shard shard) {
      Sums total = new Sums(3 + flags);
      for (Block block : shard.blocks(Role.TRAIN)) {
        for (int i = 0; i < block.rows(); i++) {
          double w = block.weights()[i];
          if (w > 0) {
            double y = block.labels()[i];
            total.largestLabel = Math.max(total.largestLabel, Math.abs(y - center));
            total.largestWeight = Math.max(total.largestWeight, w);
            add(y, w * weightScale, total.sums);
          }
        }
      }
      return total;
    }

    private void add(double y, double w, ExactSums sums) {
      double d = (y - center) * scale;
      sums.add(0, w);
      sums.add(1, w * d);
      sums.add(2, w * d * d);
      for (int k = 0; k < flags; k++) {
        sums.add(3 + k, LabelColumn.flag(y, k) ? w : 0);
      }
    }

    @Override
    public String description() {
      return "label moments";
    }
  }

  private static final class Sums implements Total<Sums> {
    private final ExactSums sums;
    private double largestLabel;
    private double largestWeight;

    Sums(int length) {
      sums = new ExactSums(length, ExactSums.FINE);
    }

    @Override
    public Sums mergeWith(Sums other) {
      sums.mergeWith(other.sums);
      largestLabel = Math.max(largestLabel, other.largestLabel);
      largestWeight = Math.max(largestWeight, other.largestWeight);
      return this;
    }
  }
}
