package io.ogive.health;

import io.ogive.math.ExactSums;
import io.ogive.math.Kernels;
import io.ogive.math.Measures;
import java.io.Serializable;

/**
 * What the local steps of Adam or SGD did to the weights of one layer, biases left out; measured at
 * level FULL, of some steps: the first on a block and every fourth after it, as long as steps stay
 * on it. A step belongs to the source of its batch's rows.
 */
public final class StepStats implements Serializable {
  private static final int UPDATE = 0;
  private static final int WEIGHT = 1;
  private static final int GRADIENT = 2;

  private long steps;
  private long weights;
  private final ExactSums sums = new ExactSums(3, ExactSums.WIDE);

  /**
   * Observes one step.
   *
   * @param before the layer's weights before it
   * @param after its weights after it
   * @param gradient that of the batch's mean loss, with the penalty's
   * @throws io.ogive.math.NotRepresentableException if a sum leaves its range or is not a number
   */
  public void observe(double[] before, double[] after, double[] gradient) {
    Measures measures = Kernels.best().measures();
    double[] lanes = new double[3 * Measures.LANES];
    measures.steps(before, after, gradient, before.length, lanes);
    add(lanes, before.length);
  }

  /** The same in float32. */
  public void observe(float[] before, float[] after, float[] gradient) {
    Measures measures = Kernels.best().measures();
    double[] lanes = new double[3 * Measures.LANES];
    measures.steps(before, after, gradient, before.length, lanes);
    add(lanes, before.length);
  }

  private void add(double[] lanes, int count) {
    sums.add(new double[] {Measures.sum(lanes, 0), Measures.sum(lanes, 1), Measures.sum(lanes, 2)});
    weights += count;
    steps++;
  }

  /**
   * Adds what another saw to this.
   *
   * @throws io.ogive.math.NotRepresentableException if a sum leaves its range
   */
  public StepStats mergeWith(StepStats other) {
    sums.mergeWith(other.sums);
    weights += other.weights;
    steps += other.steps;
    return this;
  }

  /** The number of steps observed; of nothing the means are NaN. */
  public long steps() {
    return steps;
  }

  /** The mean over steps and weights of |update|. */
  public double meanUpdate() {
    return sums.value(UPDATE) / weights;
  }

  /** The mean over steps and weights of |weight|, before the step. */
  public double meanWeight() {
    return sums.value(WEIGHT) / weights;
  }

  /** The mean over steps and weights of |gradient|. */
  public double meanGradient() {
    return sums.value(GRADIENT) / weights;
  }

  /** log10(mean |update| / mean |weight|), the update ratio; NaN of nothing. */
  public double updateRatio() {
    return Math.log10(meanUpdate() / meanWeight());
  }
}
