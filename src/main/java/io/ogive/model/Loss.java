package io.ogive.model;

/**
 * What a row of weight 1 loses, with p the network's probabilities, z its logits and y the label.
 *
 * <pre>
 *                 softmax                    sigmoids (one is the binary case)      linear
 * CROSS_ENTROPY   -log p_y                   -sum over k of log of p_k or 1 - p_k   none
 * SQUARED_ERROR   1/2 sum over k (p_k - y_k)^2, y_k = 1 for the label, else 0       1/2 (z - y)^2
 * </pre>
 */
public enum Loss {
  CROSS_ENTROPY,
  SQUARED_ERROR;

  /** Cross-entropy where there are probabilities, squared error where there are none. */
  public static Loss of(Output output) {
    return output == Output.LINEAR ? SQUARED_ERROR : CROSS_ENTROPY;
  }

  /**
   * Checks that this is a loss of an output.
   *
   * @throws IllegalArgumentException if not
   */
  public void check(Output output) {
    if (this == CROSS_ENTROPY && output == Output.LINEAR) {
      throw new IllegalArgumentException(
          "cross-entropy needs probabilities, which a linear output has not; take squared-error");
    }
  }
}
