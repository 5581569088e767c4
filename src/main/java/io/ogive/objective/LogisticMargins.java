package io.ogive.objective;

import io.ogive.data.Block;
import io.ogive.math.Kernels;
import io.ogive.math.SparseKernels;
import java.util.Arrays;
import java.util.List;

/** The logits of rows at several points; keeps the weights as sparse rows want them. */
final class LogisticMargins {
  private final double[][] weights;
  private final double[] starts;
  private final RowArrays room;
  private double[] sideBySide = {};

  LogisticMargins(List<LogisticPoint> points) {
    int logits = points.get(0).logits();
    this.weights = new double[points.size() * logits][];
    this.starts = new double[weights.length];
    this.room = new RowArrays(weights.length);
    for (int v = 0; v < weights.length; v++) {
      weights[v] = points.get(v / logits).weights()[v % logits];
      starts[v] = points.get(v / logits).intercepts()[v % logits];
    }
  }

  /** One array a logit, those of a point side by side; the caller's until the next block. */
  double[][] of(Block block) {
    double[][] z = new double[weights.length][];
    Arrays.setAll(z, v -> room.get(v, block.rows()));
    if (block instanceof Block.Sparse sparse) {
      if (sideBySide.length == 0) {
        sideBySide = SparseKernels.sideBySide(weights);
      }
      Kernels.best().margins(sparse.features(), sideBySide, starts, z);
    } else {
      block.margins(weights, starts, z);
    }
    return z;
  }
}
