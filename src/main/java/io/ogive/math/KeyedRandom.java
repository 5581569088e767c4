package io.ogive.math;

/**
 * Random numbers that are a function of a key alone, so that no order of drawing can matter: the
 * n-th number of a stream is a hash of (key, n).
 *
 * @see Hash64#mix
 */
public final class KeyedRandom {
  private final long key;
  private long drawn;

  private KeyedRandom(long key) {
    this.key = key;
  }

  /** The stream of a key, from its first number. */
  public static KeyedRandom of(long seed, long... keys) {
    long key = Hash64.mix(0, seed);
    for (long k : keys) {
      key = Hash64.mix(key, k);
    }
    return new KeyedRandom(key);
  }

  public long nextLong() {
    return Hash64.mix(key, drawn++);
  }

  /** Uniform on [0, 1), a multiple of 2^-53. */
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1p-53;
  }

  /** Uniform on 0 .. bound - 1, up to a bias below bound * 2^-63. */
  public int nextInt(int bound) {
    return (int) Long.remainderUnsigned(nextLong() >>> 1, bound);
  }

  /** A uniform permutation of 0 .. n - 1 (Fisher and Yates). */
  public int[] permutation(int n) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
