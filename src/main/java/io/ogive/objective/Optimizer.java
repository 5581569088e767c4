package io.ogive.objective;

import io.ogive.math.FloatKernels;
import io.ogive.math.Kernels;
import java.io.Serializable;

/**
 * A step along a gradient g, element by element, at a rate r; m and v are kept from step to step.
 *
 * <p>With l1 &gt; 0 the step is followed by the proximal step of l1 |w|: w moves towards 0 by r
 * times l1 times what the step multiplies a gradient with, and stops there, so that weights become
 * exactly 0 and a point that does not move any more is a minimum of loss + l1 |w|.
 */
public sealed interface Optimizer extends Serializable {
  /** Whether v is used; else it is empty. */
  boolean hasSecondMoment();

  /**
   * One step for an array of parameters.
   *
   * @param step its number, from 1
   * @param l1 weight of the absolute values
   */
  void step(double[] w, double[] m, double[] v, double[] g, double rate, long step, double l1);

  /** The same in float32. */
  void step(float[] w, float[] m, float[] v, float[] g, double rate, long step, double l1);

  /**
   * Adam (Kingma and Ba 2015), as {@link Kernels#adam}; a gradient is multiplied with {@code 1 /
   * (sqrt(v / (1 - beta2^t)) + epsilon)}.
   */
  record Adam(double beta1, double beta2, double epsilon) implements Optimizer {
    public Adam {
      if (!(epsilon > 0) || !(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1)) {
        throw new IllegalArgumentException(
            "epsilon must be positive, betas in [0, 1), were %s, %s, %s"
                .formatted(epsilon, beta1, beta2));
      }
    }

    @Override
    public boolean hasSecondMoment() {
      return true;
    }

    @Override
    public void step(
        double[] w, double[] m, double[] v, double[] g, double rate, long step, double l1) {
      double correction1 = 1 / (1 - StrictMath.pow(beta1, (double) step));
      double correction2 = 1 / (1 - StrictMath.pow(beta2, (double) step));
      Kernels.best()
          .adam(w, m, v, g, w.length, rate, beta1, beta2, epsilon, correction1, correction2);
      for (int i = 0; l1 > 0 && i < w.length; i++) {
        w[i] = towardsZero(w[i], rate * l1 / (Math.sqrt(v[i] * correction2) + epsilon));
      }
    }

    @Override
    public void step(
        float[] w, float[] m, float[] v, float[] g, double rate, long step, double l1) {
      double correction1 = 1 / (1 - StrictMath.pow(beta1, (double) step));
      double correction2 = 1 / (1 - StrictMath.pow(beta2, (double) step));
      FloatKernels.Adam now =
          new FloatKernels.Adam(
              (float) (rate * correction1),
              (float) beta1,
              (float) beta2,
              (float) epsilon,
              (float) correction2);
      Kernels.best().floats().adam(w, m, v, g, w.length, now);
      for (int i = 0; l1 > 0 && i < w.length; i++) {
        w[i] = (float) towardsZero(w[i], rate * l1 / (Math.sqrt(v[i] * correction2) + epsilon));
      }
    }
  }

  /**
   * Stochastic gradient descent with momentum: {@code m = momentum * m + g}, {@code w = w - r m},
   * or after Nesterov (Sutskever et al., ICML 2013) {@code w = w - r (g + momentum * m)}.
   */
  record Sgd(double momentum, boolean nesterov) implements Optimizer {
    public Sgd {
      if (!(momentum >= 0 && momentum < 1)) {
        throw new IllegalArgumentException("momentum must be in [0, 1), was " + momentum);
      }
    }

    @Override
    public boolean hasSecondMoment() {
      return false;
    }

    @Override
    public void step(
        double[] w, double[] m, double[] v, double[] g, double rate, long step, double l1) {
      for (int i = 0; i < w.length; i++) {
        m[i] = Math.fma(momentum, m[i], g[i]);
        double direction = nesterov ? Math.fma(momentum, m[i], g[i]) : m[i];
        w[i] -= rate * direction;
      }
      for (int i = 0; l1 > 0 && i < w.length; i++) {
        // A lasting gradient g moves w by rate * g / (1 - momentum) a step.
        w[i] = towardsZero(w[i], rate * l1 / (1 - momentum));
      }
    }

    @Override
    public void step(
        float[] w, float[] m, float[] v, float[] g, double rate, long step, double l1) {
      float keep = (float) momentum;
      float by = (float) rate;
      for (int i = 0; i < w.length; i++) {
        m[i] = Math.fma(keep, m[i], g[i]);
        w[i] -= by * (nesterov ? Math.fma(keep, m[i], g[i]) : m[i]);
      }
      for (int i = 0; l1 > 0 && i < w.length; i++) {
        w[i] = (float) towardsZero(w[i], rate * l1 / (1 - momentum));
      }
    }
  }

  // w, by so much nearer to 0, but not beyond.
  private static double towardsZero(double w, double distance) {
    return Math.abs(w) > distance ? w - Math.copySign(distance, w) : 0;
  }
}
