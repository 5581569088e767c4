package io.ogive.objective;

import java.io.Serializable;

/**
 * Where a {@link LogisticPass} is to evaluate.
 *
 * @param weights per stored unit of a slot, one row a logit; one logit is a binary model
 * @param intercepts at stored value 0, one a logit
 * @param curvature whether to sum the Hessian too
 */
public record LogisticPoint(double[][] weights, double[] intercepts, boolean curvature)
    implements Serializable {
  /** The number of logits. */
  public int logits() {
    return weights.length;
  }
}
