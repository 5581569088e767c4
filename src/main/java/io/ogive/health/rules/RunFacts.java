package io.ogive.health.rules;

import io.ogive.health.LayerStats.Curve;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a training is, as far as rules need to know.
 *
 * @param hidden the hidden layers, first to last; none for logistic regression
 * @param output what the last layer's sums become
 * @param squaredError whether the loss is squared error
 * @param steps how it is trained
 * @param penalized whether there is any penalty
 * @param data what it is trained on
 */
public record RunFacts(
    List<Hidden> hidden,
    Output output,
    boolean squaredError,
    Steps steps,
    boolean penalized,
    Data data) {
  public RunFacts {
    hidden = List.copyOf(hidden);
  }

  /** A hidden layer. */
  public record Hidden(Curve curve, boolean batchNorm) {
    /** The largest slope of its curve: what depth alone costs. */
    double largestSlope() {
      return curve == Curve.SIGMOID ? 0.25 : 1;
    }

    /** Whether it has bounds that it can saturate at. */
    boolean saturates() {
      return curve == Curve.SIGMOID || curve == Curve.TANH;
    }
  }

  /** What an output gives. */
  public enum Output {
    SIGMOID,
    SOFTMAX,
    SIGMOIDS,
    LINEAR
  }

  /**
   * How a round goes.
   *
   * @param rateKey the key of the learning rate in the configuration; empty where a round is one
   *     evaluation at one point, and nothing here means anything
   * @param rate the learning rate of local steps, at whose moving weights figures are taken
   * @param warmUp the rounds in which it rises
   */
  public record Steps(String rateKey, double rate, int warmUp) {
    /** One evaluation a round. */
    public static final Steps FULL = new Steps("", 0, 0);

    /** Many steps a round, by Adam. */
    public static Steps adam(double rate, int warmUp) {
      return new Steps("solver.adam.rate", rate, warmUp);
    }

    /** The same by gradient descent. */
    public static Steps sgd(double rate, int warmUp) {
      return new Steps("solver.sgd.rate", rate, warmUp);
    }

    boolean areLocal() {
      return !rateKey.isEmpty();
    }
  }

  /**
   * The data.
   *
   * @param weighted whether rows or classes have weights, so that counts of rows are not what is
   *     fitted
   * @param rows the training rows of each partition that has some
   * @param columns of each partition, where they were kept
   * @param groups what groups of rows are called, where these are counted and not partitions
   */
  public record Data(
      boolean weighted,
      SortedMap<Integer, Long> rows,
      PartitionColumns columns,
      SortedMap<Integer, String> groups) {
    public Data {
      rows = Collections.unmodifiableSortedMap(new TreeMap<>(rows));
      groups = Collections.unmodifiableSortedMap(new TreeMap<>(groups));
    }

    /** Data by partition. */
    public Data(boolean weighted, SortedMap<Integer, Long> rows, PartitionColumns columns) {
      this(weighted, rows, columns, new TreeMap<>());
    }

    /** Whether rows are counted in groups that differ by nature, rather than by partition. */
    boolean isGrouped() {
      return !groups.isEmpty();
    }

    /** A partition, or a group, as messages name it. */
    String name(int source) {
      return groups.getOrDefault(source, "partition " + source);
    }

    /** What they all are. */
    String plural() {
      return isGrouped() ? "groups" : "partitions";
    }

    /** Nothing known of it. */
    public static final Data UNKNOWN = new Data(false, new TreeMap<>(), PartitionColumns.NONE);

    /** How often a partition's rows were counted in a round: local steps may see a row twice. */
    double timesSeen(int source, long counted) {
      return Math.max(1, (double) counted / rows.getOrDefault(source, counted));
    }
  }
}
