package io.ogive.math;

/**
 * A fast 64-bit hash of arrays, for checksums and keyed random numbers; not for secrets.
 *
 * <p>Each step of {@link #mix} is the finalizer of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014),
 * a bijection of 64 bits, so a change of any one value always changes the hash. Arrays of numbers
 * go through four chains of shorter steps side by side, element i through chain i modulo 4 (those
 * that are left at the end through the first), and the chains through {@link #mix}; each step is a
 * bijection too.
 */
public final class Hash64 {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  // The chains begin apart: digits of pi.
  private static final long CHAIN_0 = 0x243F6A8885A308D3L;
  private static final long CHAIN_1 = 0x13198A2E03707344L;
  private static final long CHAIN_2 = 0xA4093822299F31D0L;
  private static final long CHAIN_3 = 0x082EFA98EC4E6C89L;

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

  /** Two values a step. */
  public static long of(long seed, float[] values) {
    long start = mix(seed, values.length);
    long h0 = start ^ CHAIN_0;
    long h1 = start ^ CHAIN_1;
    long h2 = start ^ CHAIN_2;
    long h3 = start ^ CHAIN_3;
    int i = 0;
    for (; i + 8 <= values.length; i += 8) {
      h0 = step(h0, pair(values[i], values[i + 1]));
      h1 = step(h1, pair(values[i + 2], values[i + 3]));
      h2 = step(h2, pair(values[i + 4], values[i + 5]));
      h3 = step(h3, pair(values[i + 6], values[i + 7]));
    }
    for (; i < values.length; i++) {
      h0 = step(h0, Float.floatToRawIntBits(values[i]));
    }
    return joined(start, h0, h1, h2, h3);
  }

  private static long pair(float first, float second) {
    return (long) Float.floatToRawIntBits(first) << 32
        | Integer.toUnsignedLong(Float.floatToRawIntBits(second));
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
