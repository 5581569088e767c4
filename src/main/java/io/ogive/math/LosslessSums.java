package io.ogive.math;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.TreeMap;

/**
 * Sums of doubles of any size that are not rounded at all, so that no order or grouping of the
 * addends can change what comes out.
 *
 * <p>A sum is kept as two doubles, high and low, by the error-free addition of Knuth (TAOCP 2,
 * 4.2.2, theorem B): high takes the addend, low what that rounding left, and the little that low
 * leaves, if ever, goes into a decimal of any length.
 */
public final class LosslessSums implements Serializable {
  private double[] high;
  private double[] low;
  private final TreeMap<Integer, BigDecimal> rest = new TreeMap<>();

  /** Sums of nothing. */
  public LosslessSums(int length) {
    high = new double[length];
    low = new double[length];
  }

  public int length() {
    return high.length;
  }

  /** Makes room for, or lets go of, sums at the end; those let go of must be of nothing. */
  public void resize(int length) {
    high = Arrays.copyOf(high, length);
    low = Arrays.copyOf(low, length);
  }

  /** Adds a value to sum i; it and the sum must stay below 2^1000. */
  public void add(int i, double value) {
    double before = high[i];
    double sum = before + value;
    double added = sum - before;
    double left = (before - (sum - added)) + (value - added);
    high[i] = sum;
    if (left != 0) {
      addLow(i, left);
    }
  }

  /** Adds the first values of an array to sum i, each as {@link #add(int, double)} does. */
  public void addAll(int i, double[] values, int count) {
    double h = high[i];
    double l = low[i];
    double least = 0; // what low leaves, a third digit as long as these values last
    for (int k = 0; k < count; k++) {
      double value = values[k];
      double sum = h + value;
      double added = sum - h;
      double left = (h - (sum - added)) + (value - added);
      h = sum;
      double lowSum = l + left;
      double lowAdded = lowSum - l;
      double rest = (l - (lowSum - lowAdded)) + (left - lowAdded);
      l = lowSum;
      if (rest != 0) {
        double leastSum = least + rest;
        double leastAdded = leastSum - least;
        double lost = (least - (leastSum - leastAdded)) + (rest - leastAdded);
        least = leastSum;
        if (lost != 0) {
          add(i, new BigDecimal(lost));
        }
      }
    }
    high[i] = h;
    low[i] = l;
    if (least != 0) {
      add(i, new BigDecimal(least));
    }
  }

  private void addLow(int i, double value) {
    double before = low[i];
    double sum = before + value;
    double added = sum - before;
    double left = (before - (sum - added)) + (value - added);
    low[i] = sum;
    if (left != 0) {
      add(i, new BigDecimal(left));
    }
  }

  /** Adds a value of any size to sum i. */
  public void add(int i, BigDecimal value) {
    rest.merge(i, value, BigDecimal::add);
  }

  /**
   * Adds the product of two values to sum i, without rounding it; it must be 0 or lie between
   * 2^-900 and 2^900.
   */
  public void addProduct(int i, double a, double b) {
    double product = a * b;
    add(i, product);
    double left = Math.fma(a, b, -product);
    if (left != 0) {
      add(i, left);
    }
  }

  /** Adds sum k of {@code other} to sum i. */
  public void add(int i, LosslessSums other, int k) {
    add(i, other.high[k]);
    add(i, other.low[k]);
    BigDecimal more = other.rest.get(k);
    if (more != null) {
      add(i, more);
    }
  }

  /** Sum i as it is. */
  public BigDecimal exact(int i) {
    BigDecimal sum = new BigDecimal(high[i]).add(new BigDecimal(low[i]));
    return rest.containsKey(i) ? sum.add(rest.get(i)) : sum;
  }

  /** Sum i, rounded once. */
  public double value(int i) {
    return rest.containsKey(i) ? exact(i).doubleValue() : high[i] + low[i];
  }

  /** Sum i times 2^exponent as a value, rounded once, and the remainder, rounded once. */
  public Pair scaled(int i, int exponent) {
    double value = high[i] + low[i];
    double size = Math.scalb(Math.abs(value), exponent);
    boolean inRange = size > 0x1p-800 && size < 0x1p800;
    if (!rest.containsKey(i) && (value == 0 || inRange)) {
      double added = value - high[i];
      double left = (high[i] - (value - added)) + (low[i] - added);
      return new Pair(Math.scalb(value, exponent), Math.scalb(left, exponent));
    }
    BigDecimal exact = exact(i).multiply(powerOfTwo(exponent));
    double rounded = exact.doubleValue();
    return new Pair(rounded, exact.subtract(new BigDecimal(rounded)).doubleValue());
  }

  /** 2^exponent as it is. */
  public static BigDecimal powerOfTwo(int exponent) {
    BigDecimal power = new BigDecimal(BigInteger.ONE.shiftLeft(Math.abs(exponent)));
    return exponent < 0 ? BigDecimal.ONE.divide(power) : power;
  }

  /** A number of twice the digits of a double. */
  public record Pair(double value, double remainder) {
    /** This over another, to about 100 bits. */
    public Pair over(Pair by) {
      double quotient = value / by.value;
      double left = Math.fma(-quotient, by.value, value) + remainder - quotient * by.remainder;
      return new Pair(quotient, left / by.value);
    }

    /** The square, to about 100 bits. */
    public Pair squared() {
      double square = value * value;
      return new Pair(square, Math.fma(value, value, -square) + 2 * value * remainder);
    }

    /** This less another, rounded. */
    public double minus(Pair other) {
      return (value - other.value) + (remainder - other.remainder);
    }

    public double rounded() {
      return value + remainder;
    }
  }
}
