package io.ogive.objective;

import io.ogive.data.BlockId;
import io.ogive.data.Total;
import io.ogive.math.ExactSums;
import io.ogive.math.NotRepresentableException;

/** What a {@link NetworkPass} found: sums over training rows, figures and health. */
public final class NetworkTotal implements Total<NetworkTotal> {
  private final ExactSums gradient;
  private final NetworkFigures figures;

  NetworkTotal(int parameters, NetworkFigures figures) {
    this.gradient = new ExactSums(parameters, ExactSums.FINE);
    this.figures = figures;
  }

  void addGradient(BlockId block, NetworkParameters sum) {
    try {
      gradient.add(sum.flat());
    } catch (NotRepresentableException e) {
      figures.fail(block, "the gradient of " + sum.place(e.index()), e.value());
    }
  }

  @Override
  public NetworkTotal mergeWith(NetworkTotal other) {
    gradient.mergeWith(other.gradient);
    figures.mergeWith(other.figures);
    return this;
  }

  public NetworkFigures figures() {
    return figures;
  }

  /** The gradient of the weighted mean loss, without penalty, as {@code Network.parameters()}. */
  public double[] meanGradient() {
    double[] mean = gradient.values();
    double weight = figures.weight();
    for (int i = 0; i < mean.length; i++) {
      mean[i] /= weight;
    }
    return mean;
  }
}
