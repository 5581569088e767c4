package io.ogive.math;

/**
 * A fast 64-bit hash of arrays, for checksums and keyed random numbers; not for secrets.
 *
 * <p>Each step is the finalizer of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014), a bijection of
 * 64 bits, so a change of any one value always changes the hash.
 */
public final class Hash64 {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Hash64() {}

  /** Adds one value to a hash. */
  public static long mix(long hash, long value) {
    long x = (hash ^ value) + GOLDEN;
    x = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
    x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
    return x ^ (x >>> 31);
  }

  public static long of(long seed, double[] values) {
    long hash = mix(seed, values.length);
    for (double v : values) {
      hash = mix(hash, Double.doubleToRawLongBits(v));
    }
    return hash;
  }

  public static long of(long seed, float[] values) {
    long hash = mix(seed, values.length);
    for (float v : values) {
      hash = mix(hash, Float.floatToRawIntBits(v));
    }
    return hash;
  }

  public static long of(long seed, int[] values) {
    long hash = mix(seed, values.length);
    for (int v : values) {
      hash = mix(hash, v);
    }
    return hash;
  }

  public static long of(long seed, byte[] values) {
    long hash = mix(seed, values.length);
    for (byte v : values) {
      hash = mix(hash, v);
    }
    return hash;
  }
}
