package io.ogive.spark;

import io.ogive.data.Block;
import io.ogive.data.Role;
import io.ogive.model.BlockScores;
import io.ogive.model.Logits;
import io.ogive.model.Model;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;

/**
 * What the rows of some blocks say of a classifier: the weight of all and of those it is right
 * about, their log-loss, and of two classes the scores, as long as each row has the weight 1.
 */
final class ClassTally implements Serializable {
  private final double clip;
  private long rows;
  private double weight;
  private double right;
  private double loss;
  private boolean equalWeights = true;
  private double[] positives = new double[0];
  private double[] negatives = new double[0];
  private int positiveCount;
  private int negativeCount;

  /**
   * Nothing yet.
   *
   * @param clip the smallest probability that a log-loss is taken of
   */
  ClassTally(double clip) {
    this.clip = clip;
  }

  /** The rows of one role. */
  static ClassTally of(Model model, Iterator<Block> blocks, Role role, double clip) {
    ClassTally tally = new ClassTally(clip);
    while (blocks.hasNext()) {
      Block block = blocks.next();
      if (block.id().role() == role) {
        tally.add(model, block);
      }
    }
    tally.positives = Arrays.copyOf(tally.positives, tally.positiveCount);
    tally.negatives = Arrays.copyOf(tally.negatives, tally.negativeCount);
    return tally;
  }

  private void add(Model model, Block block) {
    double[][] probabilities = BlockScores.of(model, block);
    boolean two = model.classes() == 2;
    for (int i = 0; i < block.rows(); i++) {
      double[] p = probabilities[i];
      int label = (int) block.labels()[i];
      double w = block.weights()[i];
      rows++;
      weight += w;
      right += Logits.mostProbable(p) == label ? w : 0;
      loss -= Math.log(Math.max(Math.min(p[label], 1 - clip), clip)) * w;
      equalWeights &= w == 1;
      if (two && equalWeights && label == 1) {
        positives = withRoom(positives, positiveCount);
        positives[positiveCount++] = p[1];
      } else if (two && equalWeights) {
        negatives = withRoom(negatives, negativeCount);
        negatives[negativeCount++] = p[1];
      }
    }
  }

  private static double[] withRoom(double[] scores, int count) {
    return count < scores.length ? scores : Arrays.copyOf(scores, Math.max(1024, 2 * count));
  }

  ClassTally mergeWith(ClassTally other) {
    rows += other.rows;
    weight += other.weight;
    right += other.right;
    loss += other.loss;
    equalWeights &= other.equalWeights;
    positives = joined(positives, positiveCount, other.positives, other.positiveCount);
    negatives = joined(negatives, negativeCount, other.negatives, other.negativeCount);
    positiveCount += other.positiveCount;
    negativeCount += other.negativeCount;
    return this;
  }

  private static double[] joined(double[] a, int count, double[] b, int more) {
    int needed = Math.addExact(count, more);
    double[] all = needed <= a.length ? a : Arrays.copyOf(a, Math.max(needed, 2 * count));
    System.arraycopy(b, 0, all, count, more);
    return all;
  }

  long rows() {
    return rows;
  }

  double accuracy() {
    return right / weight;
  }

  double logLoss() {
    return loss / weight;
  }

  /** Whether each row had the weight 1, so that {@link #curve} tells of all. */
  boolean hasEqualWeights() {
    return equalWeights;
  }

  RankCurve curve() {
    return RankCurve.of(
        Arrays.copyOf(positives, positiveCount), Arrays.copyOf(negatives, negativeCount));
  }
}
