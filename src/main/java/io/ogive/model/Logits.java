package io.ogive.model;

import io.ogive.math.Sigmoid;

/** From logits to class probabilities. */
public final class Logits {
  private Logits() {}

  /**
   * One logit z gives (1 - sigma(z), sigma(z)), the first as sigma(-z); more give the softmax, with
   * the largest taken off first.
   *
   * @throws ArithmeticException if a logit has overflowed, so that there is no probability
   */
  public static void probabilities(double[] logits, double[] out) {
    if (logits.length == 1) {
      check(logits[0], 0);
      out[0] = Sigmoid.sigmoid(-logits[0]);
      out[1] = Sigmoid.sigmoid(logits[0]);
      return;
    }
    double largest = logits[0];
    for (double z : logits) {
      largest = Math.max(largest, z);
    }
    check(largest, largest);
    double sum = 0;
    for (int k = 0; k < logits.length; k++) {
      out[k] = Sigmoid.exp(logits[k] - largest);
      sum += out[k];
    }
    for (int k = 0; k < logits.length; k++) {
      out[k] /= sum;
    }
  }

  /** Each logit z gives sigma(z), whatever the others are. */
  static void independent(double[] logits, double[] out) {
    for (int k = 0; k < logits.length; k++) {
      check(logits[k], 0);
      out[k] = Sigmoid.sigmoid(logits[k]);
    }
  }

  /** The logit, which must be finite. */
  static double finite(double logit) {
    check(logit, logit);
    return logit;
  }

  private static void check(double logit, double zero) {
    if (Double.isNaN(logit - zero)) {
      throw new ArithmeticException(
          "a logit is %s: the row's values are too large for this model".formatted(logit));
    }
  }

  /** The most probable class, the first of equals. */
  public static int mostProbable(double[] probabilities) {
    int best = 0;
    for (int k = 1; k < probabilities.length; k++) {
      best = probabilities[k] > probabilities[best] ? k : best;
    }
    return best;
  }
}
