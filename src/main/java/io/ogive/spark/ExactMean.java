package io.ogive.spark;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * The weighted mean of doubles, sum of w x over sum of w, rounded once, so that no order or
 * grouping can change a bit, and a weight of k is the value k times.
 *
 * <p>A product adds as itself and as what its rounding left, which fma gives (Ogita, Rump and Oishi
 * 2005).
 */
final class ExactMean implements Serializable {
  private final ExactTotal products = new ExactTotal();
  private final ExactTotal weights = new ExactTotal();
  private long ones; // values of weight 1, the common case

  /** Adds a value; it and its product with the weight are finite, the weight not negative. */
  void add(double value, double weight) {
    if (weight == 1) {
      products.add(value);
      ones++;
    } else if (weight > 0) {
      double product = value * weight;
      products.add(product);
      products.add(Math.fma(value, weight, -product));
      weights.add(weight);
    }
  }

  void mergeWith(ExactMean other) {
    products.mergeWith(other.products);
    weights.mergeWith(other.weights);
    ones += other.ones;
  }

  /** The mean; 0 where nothing has a weight. */
  double mean() {
    BigInteger weight =
        weights.units().add(BigInteger.ONE.shiftLeft(1074).multiply(BigInteger.valueOf(ones)));
    return weight.signum() == 0
        ? 0
        : new BigDecimal(products.units())
            .divide(new BigDecimal(weight), new MathContext(60))
            .doubleValue();
  }
}
