package io.ogive.math;

/**
 * A fast 64-bit hash of arrays, for checksums and keyed random numbers; not for secrets.
 *
 * <p>Each step of {@link #mix} is the finalizer of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014),
 * a bijection of 64 bits, so a change of any one value always changes the hash. Arrays of numbers
 * go through chains of shorter steps side by side, which are bijections too, and the chains through
 * {@link #mix}: of doubles and integers element i through chain i modulo 4 (those that are left at
 * the end through the first).
 */
public final class Hash64 {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  // The chains begin apart: digits of pi.
  private static final long CHAIN_0 = 0x243F6A8885A308D3L;
  private static final long CHAIN_1 = 0x13198A2E03707344L;
  private static final long CHAIN_2 = 0xA4093822299F31D0L;
  private static final long CHAIN_3 = 0x082EFA98EC4E6C89L;

  /** The chains of float32. */
  static final int CHAINS = 64;

  static final int SHORT_FACTOR = 0x9E3779B1;

  static final int SHORT_SHIFT = 15;

  private Hash64() {}

  /** Adds one value to a hash. */
  public static long mix(long hash, long value) {
    long x = (hash ^ value) + GOLDEN;
    x = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
    x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
    return x ^ (x >>> 31);
  }

  public static long of(long seed, double[] values) {
    long start = mix(seed, values.length);
    long h0 = start ^ CHAIN_0;
    long h1 = start ^ CHAIN_1;
    long h2 = start ^ CHAIN_2;
    long h3 = start ^ CHAIN_3;
    int i = 0;
    for (; i + 4 <= values.length; i += 4) {
      h0 = step(h0, Double.doubleToRawLongBits(values[i]));
      h1 = step(h1, Double.doubleToRawLongBits(values[i + 1]));
      h2 = step(h2, Double.doubleToRawLongBits(values[i + 2]));
      h3 = step(h3, Double.doubleToRawLongBits(values[i + 3]));
    }
    for (; i < values.length; i++) {
      h0 = step(h0, Double.doubleToRawLongBits(values[i]));
    }
    return joined(start, h0, h1, h2, h3);
  }

  /**
   * Of float32, element i goes through chain i modulo 64, of 32 bits each; two chains a value of
   * {@link #mix} at the end.
   */
  public static long of(long seed, float[] values) {
    int[] chains = chains(seed);
    for (int i = 0; i < values.length; i++) {
      chains[i % CHAINS] = step(chains[i % CHAINS], Float.floatToRawIntBits(values[i]));
    }
    return joined(seed, values.length, chains);
  }

  static int step(int hash, int value) {
    int x = (hash ^ value) * SHORT_FACTOR;
    return x ^ (x >>> SHORT_SHIFT);
  }

  /** Where the chains of float32 begin: each elsewhere. */
  static int[] chains(long seed) {
    int[] chains = new int[CHAINS];
    for (int i = 0; i < CHAINS; i++) {
      chains[i] = (int) mix(seed, i);
    }
    return chains;
  }

  /** The hash of so many float32 values from the ends of their chains. */
  static long joined(long seed, int length, int[] chains) {
    long hash = mix(seed, length);
    for (int i = 0; i < CHAINS; i += 2) {
      hash = mix(hash, (long) chains[i] << 32 | Integer.toUnsignedLong(chains[i + 1]));
    }
    return hash;
  }

  public static long of(long seed, int[] values) {
    long start = mix(seed, values.length);
    long h0 = start ^ CHAIN_0;
    long h1 = start ^ CHAIN_1;
    long h2 = start ^ CHAIN_2;
    long h3 = start ^ CHAIN_3;
    int i = 0;
    for (; i + 4 <= values.length; i += 4) {
      h0 = step(h0, values[i]);
      h1 = step(h1, values[i + 1]);
      h2 = step(h2, values[i + 2]);
      h3 = step(h3, values[i + 3]);
    }
    for (; i < values.length; i++) {
      h0 = step(h0, values[i]);
    }
    return joined(start, h0, h1, h2, h3);
  }

  /**
   * One step of a chain: a bijection of the hash for a given value, and of the value for a hash.
   */
  private static long step(long hash, long value) {
    long x = (hash ^ value) * 0xBF58476D1CE4E5B9L;
    return x ^ (x >>> 32);
  }

  private static long joined(long start, long h0, long h1, long h2, long h3) {
    return mix(mix(mix(mix(start, h0), h1), h2), h3);
  }

  public static long of(long seed, byte[] values) {
    return of(seed, values, values.length);
  }

  /** The hash of the first {@code length} values. */
  public static long of(long seed, byte[] values, int length) {
    long hash = mix(seed, length);
    for (int i = 0; i < length; i++) {
      hash = mix(hash, values[i]);
    }
    return hash;
  }
}
