package io.ogive.reference;

import io.ogive.model.Activation;
import io.ogive.model.Loss;
import io.ogive.model.Output;

/**
 * Activations, outputs and losses as a textbook has them, one number at a time.
 *
 * <p>The label of a row is the class index where there are classes, the sum of 2^k over the flags
 * that are set where there are several sigmoids, and the number itself where the output is linear.
 */
public final class TextbookCurves {
  private TextbookCurves() {}

  /** h at z. */
  static double value(Activation activation, double z) {
    return switch (activation) {
      case SIGMOID -> 1 / (1 + Math.exp(-z));
      case TANH -> Math.tanh(z);
      case RELU -> z > 0 ? z : 0;
      case IDENTITY -> z;
    };
  }

  /** The slope at z. */
  static double slope(Activation activation, double z) {
    return switch (activation) {
      case SIGMOID -> 1 / (2 + Math.exp(z) + Math.exp(-z));
      case TANH -> 1 / (Math.cosh(z) * Math.cosh(z));
      case RELU -> z > 0 ? 1 : 0;
      case IDENTITY -> 1;
    };
  }

  /** m with p_y = sigma(m): (2y - 1) z, or z_y - log sum of exp(z_k) over k other than y. */
  public static double margin(double[] logits, int label) {
    if (logits.length == 1) {
      return label == 1 ? logits[0] : -logits[0];
    }
    double largest = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < logits.length; k++) {
      largest = k == label ? largest : Math.max(largest, logits[k]);
    }
    double sum = 0;
    for (int k = 0; k < logits.length; k++) {
      sum += k == label ? 0 : Math.exp(logits[k] - largest);
    }
    return logits[label] - largest - Math.log(sum);
  }

  /** log(1 + exp(-m)). */
  static double logLoss(double m) {
    return m > 0 ? Math.log1p(Math.exp(-m)) : Math.log1p(Math.exp(m)) - m;
  }

  /** What is to be compared with the output: 1 for what is so, 0 for what is not, or the number. */
  static double[] target(Output output, int outputs, double label) {
    double[] target = new double[outputs];
    for (int k = 0; k < outputs; k++) {
      target[k] =
          switch (output) {
            case SOFTMAX -> label == k ? 1 : 0;
            case SIGMOID -> label;
            case SIGMOIDS -> Math.floor(label / Math.pow(2, k)) % 2;
            case LINEAR -> label;
          };
    }
    return target;
  }

  /** The outputs: probabilities, or the logit itself. */
  static double[] outputs(Output output, double[] logits) {
    double[] p = new double[logits.length];
    for (int k = 0; k < p.length; k++) {
      switch (output) {
        case SOFTMAX -> {
          double sum = 0;
          for (double z : logits) {
            sum += Math.exp(z - logits[k]);
          }
          p[k] = 1 / sum;
        }
        case SIGMOID, SIGMOIDS -> p[k] = 1 / (1 + Math.exp(-logits[k]));
        case LINEAR -> p[k] = logits[k];
      }
    }
    return p;
  }

  /** The loss of a row. */
  static double loss(Output output, Loss loss, double[] logits, double label) {
    double[] target = target(output, logits.length, label);
    double sum = 0;
    if (loss == Loss.SQUARED_ERROR) {
      double[] p = outputs(output, logits);
      for (int k = 0; k < p.length; k++) {
        sum += (p[k] - target[k]) * (p[k] - target[k]) / 2;
      }
      return sum;
    }
    if (output == Output.SOFTMAX) {
      return logLoss(margin(logits, (int) label));
    }
    for (int k = 0; k < logits.length; k++) {
      sum += logLoss(target[k] == 1 ? logits[k] : -logits[k]);
    }
    return sum;
  }

  /** The slope of the loss by each logit. */
  static double[] signal(Output output, Loss loss, double[] logits, double label) {
    double[] p = outputs(output, logits);
    double[] target = target(output, logits.length, label);
    double[] signal = new double[p.length];
    for (int k = 0; k < p.length; k++) {
      if (loss == Loss.CROSS_ENTROPY || output == Output.LINEAR) {
        signal[k] = p[k] - target[k];
      } else if (output == Output.SOFTMAX) {
        for (int j = 0; j < p.length; j++) {
          // d p_j / d z_k = p_j ((j == k) - p_k)
          signal[k] += (p[j] - target[j]) * p[j] * ((j == k ? 1 : 0) - p[k]);
        }
      } else {
        signal[k] = (p[k] - target[k]) * p[k] * (1 - p[k]);
      }
    }
    return signal;
  }
}
