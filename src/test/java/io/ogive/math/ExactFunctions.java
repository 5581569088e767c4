package io.ogive.math;

import java.math.BigDecimal;
import java.math.MathContext;

/** exp, the sigmoid and softplus to 40 digits, by series in decimal numbers. */
final class ExactFunctions {
  private static final MathContext DIGITS = new MathContext(50);
  private static final BigDecimal ONE = BigDecimal.ONE;
  private static final BigDecimal TWO = BigDecimal.valueOf(2);
  private static final int HALVINGS = 14;

  private ExactFunctions() {}

  static BigDecimal exp(BigDecimal z) {
    BigDecimal r = z.divide(TWO.pow(HALVINGS), DIGITS);
    BigDecimal sum = ONE;
    BigDecimal term = ONE;
    for (int k = 1; term.signum() != 0 && term.abs().compareTo(new BigDecimal("1e-52")) > 0; k++) {
      term = term.multiply(r, DIGITS).divide(BigDecimal.valueOf(k), DIGITS);
      sum = sum.add(term, DIGITS);
    }
    for (int k = 0; k < HALVINGS; k++) {
      sum = sum.multiply(sum, DIGITS);
    }
    return sum;
  }

  static BigDecimal exp(double z) {
    return exp(new BigDecimal(z));
  }

  static BigDecimal sigmoid(double z) {
    return ONE.divide(ONE.add(exp(-z)), DIGITS);
  }

  static BigDecimal softplus(double z) {
    BigDecimal e = exp(-Math.abs(z));
    return new BigDecimal(Math.max(z, 0)).add(logOfOnePlus(e));
  }

  private static BigDecimal logOfOnePlus(BigDecimal e) {
    if (e.compareTo(new BigDecimal("1e-12")) < 0) {
      BigDecimal sum = BigDecimal.ZERO;
      BigDecimal power = e;
      for (int k = 1; k <= 4; k++) {
        BigDecimal term = power.divide(BigDecimal.valueOf(k), DIGITS);
        sum = k % 2 == 1 ? sum.add(term, DIGITS) : sum.subtract(term, DIGITS);
        power = power.multiply(e, DIGITS);
      }
      return sum;
    }
    // Halley's step triples the digits of a start that is right to 12 of them or more.
    BigDecimal x = ONE.add(e);
    BigDecimal y = new BigDecimal(StrictMath.log1p(e.doubleValue()));
    BigDecimal at = exp(y);
    BigDecimal step = x.subtract(at).multiply(TWO).divide(x.add(at), DIGITS);
    return y.add(step);
  }

  /** How far a result is from the exact one, in units of the last place of the exact one. */
  static double ulps(double result, BigDecimal exact) {
    double ulp = Math.ulp(exact.doubleValue());
    return new BigDecimal(result)
        .subtract(exact)
        .abs()
        .divide(new BigDecimal(ulp), DIGITS)
        .doubleValue();
  }
}
