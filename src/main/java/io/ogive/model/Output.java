package io.ogive.model;

/** What becomes of the logits z that a network's last layer gives. */
public enum Output {
  /** K logits, one class each: p_k = exp(z_k) / sum of exp(z_j). */
  SOFTMAX,
  /** One logit: the probability of class 1 of two is sigma(z). */
  SIGMOID,
  /** K logits, one yes-or-no label each, independent: p_k = sigma(z_k). */
  SIGMOIDS,
  /** One logit, which is the number predicted. */
  LINEAR;

  /** A softmax over several logits, a sigmoid over one. */
  public static Output ofClasses(int logits) {
    return logits == 1 ? SIGMOID : SOFTMAX;
  }

  /**
   * Checks that there can be so many logits.
   *
   * @throws IllegalArgumentException if not
   */
  void check(int logits) {
    boolean fits =
        switch (this) {
          case SOFTMAX -> logits >= 2;
          case SIGMOID, LINEAR -> logits == 1;
          case SIGMOIDS -> logits >= 1;
        };
    if (!fits) {
      throw new IllegalArgumentException("%s cannot have %d logits".formatted(this, logits));
    }
  }

  /**
   * What the network says of a row: probabilities of classes or of labels, or the number.
   *
   * @param logits one row's
   * @param out one probability a class or label, or one number
   * @throws ArithmeticException if a logit has overflowed, so that there is nothing to say
   */
  public void scores(double[] logits, double[] out) {
    switch (this) {
      case SOFTMAX, SIGMOID -> Logits.probabilities(logits, out);
      case SIGMOIDS -> Logits.independent(logits, out);
      case LINEAR -> out[0] = Logits.finite(logits[0]);
    }
  }
}
