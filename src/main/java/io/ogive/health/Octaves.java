package io.ogive.health;

import java.io.Serializable;

/**
 * A histogram of how many times the slope of a sigmoid has halved below its linear core.
 *
 * <p>With h = sigma(z) and g = 4 h (1 - h), octave k = min(31, -exponent(g)) holds g in [2^-k,
 * 2^-(k-1)): g = 1 is octave 0, g = 0 is 31. Split by side: low is h &lt; 1/2.
 */
public final class Octaves implements Serializable {
  /** The number of octaves. */
  public static final int SIZE = 32;

  /** From this octave on, g &lt; 1/4: soft. */
  public static final int SOFT = 3;

  /** From this octave on, g &lt; 1/16: saturated, |z| &gt; 4.13. */
  public static final int SATURATED = 5;

  /** From this octave on, g &lt; 1/256: deep, |z| &gt; 6.93. */
  public static final int DEEP = 9;

  private final long[] low = new long[SIZE];
  private final long[] high = new long[SIZE];

  /** The octave of g in [0, 1]; NaN counts as 0, and the sums beside the octaves refuse it. */
  public static int octave(double g) {
    return Math.max(0, Math.min(SIZE - 1, -Math.getExponent(g)));
  }

  /** Counts one activation h with its g. */
  public void add(double h, double g) {
    add(h < 0.5, g);
  }

  /** Counts one activation on the low or the high side with its g. */
  void add(boolean isLow, double g) {
    (isLow ? low : high)[octave(g)]++;
  }

  /** Counts activations on the low or the high side, {@code counts[at + k]} in octave k. */
  void add(boolean isLow, int[] counts, int at) {
    long[] side = isLow ? low : high;
    for (int k = 0; k < SIZE; k++) {
      side[k] += counts[at + k];
    }
  }

  public Octaves mergeWith(Octaves other) {
    for (int k = 0; k < SIZE; k++) {
      low[k] += other.low[k];
      high[k] += other.high[k];
    }
    return this;
  }

  public long low(int octave) {
    return low[octave];
  }

  public long high(int octave) {
    return high[octave];
  }

  /** Activations with octave {@code first} or beyond. */
  public long from(int first) {
    long sum = 0;
    for (int k = first; k < SIZE; k++) {
      sum += low[k] + high[k];
    }
    return sum;
  }

  public long count() {
    return from(0);
  }
}
