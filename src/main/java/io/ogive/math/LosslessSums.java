package io.ogive.math;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Sums of doubles of any size that are not rounded at all, so that no order or grouping of the
 * addends can change what comes out.
 *
 * <p>A sum is kept as three doubles, high, low and least, by the error-free addition of Knuth
 * (TAOCP 2, 4.2.2, theorem B): high takes the addend, low what that rounding left, least what low
 * leaves, and the little that least leaves, if ever, goes into a decimal of any length.
 */
public final class LosslessSums implements Serializable {
  /** Of more sums there is no least, which few of them would need. */
  private static final int MOST_LEAST = 1 << 20;

  private double[] high;
  private double[] low;

  /** Empty until it is needed. */
  private double[] least = {};

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
    least = Arrays.copyOf(least, least.length == 0 ? 0 : length);
  }

  /** Adds a value to sum i; it and the sum must stay below 2^1000. */
  public void add(int i, double value) {
    double sum = high[i] + value;
    double left = lost(high[i], value, sum);
    high[i] = sum;
    if (left != 0) {
      addLow(i, left);
    }
  }

  /** Adds the first values of an array to sum i, each as {@link #add(int, double)} does. */
  public void addAll(int i, double[] values, int count) {
    double h = high[i];
    double l = low[i];
    double third = 0; // what low leaves, as long as these values last
    for (int k = 0; k < count; k++) {
      double value = values[k];
      double sum = h + value;
      double left = lost(h, value, sum);
      h = sum;
      double lowSum = l + left;
      double rest = lost(l, left, lowSum);
      l = lowSum;
      if (rest != 0) {
        double thirdSum = third + rest;
        double lost = lost(third, rest, thirdSum);
        third = thirdSum;
        if (lost != 0) {
          add(i, new BigDecimal(lost));
        }
      }
    }
    high[i] = h;
    low[i] = l;
    if (third != 0) {
      addLeast(i, third);
    }
  }

  /** What rounding took off the sum of two. */
  private static double lost(double a, double b, double sum) {
    double added = sum - a;
    return (a - (sum - added)) + (b - added);
  }

  private void addLow(int i, double value) {
    double sum = low[i] + value;
    double left = lost(low[i], value, sum);
    low[i] = sum;
    if (left != 0) {
      addLeast(i, left);
    }
  }

  private void addLeast(int i, double value) {
    if (least.length == 0 && high.length <= MOST_LEAST) {
      least = new double[high.length];
    }
    double before = least(i);
    double sum = before + value;
    if (i < least.length && lost(before, value, sum) == 0) {
      least[i] = sum;
    } else {
      add(i, new BigDecimal(value));
    }
  }

  private double least(int i) {
    return i < least.length ? least[i] : 0;
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
    add(i, other.least(k));
    BigDecimal more = other.rest.get(k);
    if (more != null) {
      add(i, more);
    }
  }

  /** Sum i as it is. */
  public BigDecimal exact(int i) {
    BigDecimal sum =
        new BigDecimal(high[i]).add(new BigDecimal(low[i])).add(new BigDecimal(least(i)));
    return rest.containsKey(i) ? sum.add(rest.get(i)) : sum;
  }

  /** Sum i, rounded once. */
  public double value(int i) {
    return pair(i).map(Pair::value).orElseGet(() -> exact(i).doubleValue());
  }

  /** Sum i times 2^exponent as a value, rounded once, and the remainder, rounded once. */
  public Pair scaled(int i, int exponent) {
    return pair(i)
        .filter(pair -> pair.isInRange(exponent))
        .map(pair -> pair.times(exponent))
        .orElseGet(() -> exactly(i, exponent));
  }

  private Pair exactly(int i, int exponent) {
    BigDecimal exact = exact(i).multiply(powerOfTwo(exponent));
    double rounded = exact.doubleValue();
    return new Pair(rounded, exact.subtract(new BigDecimal(rounded)).doubleValue());
  }

  /** Sum i as a value and the remainder, each rounded once; empty where that takes more digits. */
  private Optional<Pair> pair(int i) {
    if (rest.containsKey(i)) {
      return Optional.empty();
    }
    double first = high[i] + low[i];
    double a = lost(high[i], low[i], first);
    double second = a + least(i);
    double third = lost(a, least(i), second);
    // Twice more, and the first is the sum rounded, the last less than half a unit of the second.
    double once = first + second;
    double b = lost(first, second, once);
    double c = b + third;
    double last = lost(b, third, c);
    double value = once + c;
    double left = lost(once, c, value);
    double half = Math.ulp(value) / 2;
    boolean isTie = Math.abs(left) == half || Math.abs(left) == half / 2;
    boolean isSure = last == 0 || (!isTie && Math.abs(once) > Math.abs(c));
    return isSure ? Optional.of(new Pair(value, left + last)) : Optional.empty();
  }

  /** 2^exponent as it is. */
  public static BigDecimal powerOfTwo(int exponent) {
    BigDecimal power = new BigDecimal(BigInteger.ONE.shiftLeft(Math.abs(exponent)));
    return exponent < 0 ? BigDecimal.ONE.divide(power) : power;
  }

  /** A number of twice the digits of a double. */
  public record Pair(double value, double remainder) {
    /** Whether neither part leaves the range of doubles times 2^exponent. */
    private boolean isInRange(int exponent) {
      return isInRange(value, exponent) && isInRange(remainder, exponent);
    }

    private static boolean isInRange(double part, int exponent) {
      double size = Math.scalb(Math.abs(part), exponent);
      return part == 0 || (size > 0x1p-800 && size < 0x1p800);
    }

    private Pair times(int exponent) {
      return new Pair(Math.scalb(value, exponent), Math.scalb(remainder, exponent));
    }

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
