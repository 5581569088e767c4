package io.ogive.health;

/** Batches of a sigmoid layer by hand, one way at a time. */
public final class SigmoidLayer {
  private SigmoidLayer() {}

  /** Lets statistics observe the first n elements on their way forward. */
  public static void forward(LayerStats stats, double[] z, double[] h, int n) {
    LayerTally tally = new LayerTally(LayerStats.Curve.SIGMOID);
    tally.addForward(z, h, n);
    stats.observe(tally);
  }

  /** Lets them observe the first n elements of the signal. */
  public static void backward(LayerStats stats, double[] u, double[] delta, int n) {
    LayerTally tally = new LayerTally(LayerStats.Curve.SIGMOID);
    tally.addBackward(u, delta, n);
    stats.observe(tally);
  }
}
