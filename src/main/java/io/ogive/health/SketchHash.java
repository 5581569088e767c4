package io.ogive.health;

import io.ogive.math.Hash64;

/**
 * Where the numbers of a gradient go in a {@link GradientSketch}, and with which sign.
 *
 * <p>Chunks of as many numbers as the sketch has are turned by a random number of places, and every
 * number has a random sign: so two numbers meet in one place with probability 1 / {@code NUMBERS}
 * or less, never two of a chunk. Place and sign are functions of the index alone.
 */
final class SketchHash {
  private static final int NUMBERS = GradientSketch.NUMBERS;
  private static final long SEED = 0x0617e;

  private SketchHash() {}

  /** Adds {@code factor * g[i]} as number {@code first + i} of a gradient, for i below n. */
  static void add(double[] g, int n, long first, double factor, double[] out) {
    int i = 0;
    while (i < n) {
      long index = first + i;
      long signs = signs(index) >>> (index % Long.SIZE);
      int end = (int) Math.min(n, i + Long.SIZE - index % Long.SIZE);
      int place = place(index);
      for (; i < end; i++) {
        out[place] += signed(factor * g[i], signs);
        signs >>>= 1;
        place = (place + 1) % NUMBERS;
      }
    }
  }

  /** The same of float32. */
  static void add(float[] g, int n, long first, double factor, double[] out) {
    int i = 0;
    while (i < n) {
      long index = first + i;
      long signs = signs(index) >>> (index % Long.SIZE);
      int end = (int) Math.min(n, i + Long.SIZE - index % Long.SIZE);
      int place = place(index);
      for (; i < end; i++) {
        out[place] += signed(factor * g[i], signs);
        signs >>>= 1;
        place = (place + 1) % NUMBERS;
      }
    }
  }

  /** Adds one number of a gradient. */
  static void add(double value, long index, double[] out) {
    out[place(index)] += signed(value, signs(index) >>> (index % Long.SIZE));
  }

  /** The value with its sign turned where the lowest bit is set, without a branch. */
  private static double signed(double value, long signs) {
    return Double.longBitsToDouble(Double.doubleToRawLongBits(value) ^ (signs << (Long.SIZE - 1)));
  }

  private static int place(long index) {
    long turn = Hash64.mix(SEED, -1 - index / NUMBERS);
    return (int) ((index + (turn & (NUMBERS - 1))) % NUMBERS);
  }

  /** The signs of 64 numbers side by side. */
  private static long signs(long index) {
    return Hash64.mix(SEED, index / Long.SIZE);
  }
}
