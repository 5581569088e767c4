package io.ogive.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The register width of this JVM's SIMD kernels: the machine's own, or less if the system property
 * {@code ogive.kernels} says so. Constants, because the compiler makes instructions of nothing
 * else.
 */
final class VectorWidth {
  /** Of 512, 256 or 128 bits. */
  static final VectorSpecies<Double> DOUBLES = doubles();

  /** As many lanes as {@link #DOUBLES}, so half as wide. */
  static final VectorSpecies<Float> FLOATS =
      VectorSpecies.of(float.class, VectorShape.forBitSize(DOUBLES.vectorBitSize() / 2));

  /** As wide as {@link #DOUBLES}, for kernels that never leave float32. */
  static final VectorSpecies<Float> WIDE_FLOATS =
      VectorSpecies.of(float.class, DOUBLES.vectorShape());

  /** {@link #DOUBLES} bit for bit. */
  static final VectorSpecies<Long> DOUBLES_AS_LONGS =
      VectorSpecies.of(long.class, DOUBLES.vectorShape());

  /** {@link #FLOATS} bit for bit. */
  static final VectorSpecies<Integer> FLOATS_AS_INTS =
      VectorSpecies.of(int.class, FLOATS.vectorShape());

  /** Lanes in a register of doubles. */
  static final int LANES = DOUBLES.length();

  private VectorWidth() {}

  private static VectorSpecies<Double> doubles() {
    int machine = DoubleVector.SPECIES_PREFERRED.vectorBitSize();
    int wished = KernelProvider.bits();
    int bits = wished == 0 ? machine : Math.min(machine, wished);
    if (bits < 128) {
      throw new UnsupportedOperationException(
          "this machine has registers of %d bits".formatted(bits));
    }
    return bits >= 512
        ? DoubleVector.SPECIES_512
        : bits >= 256 ? DoubleVector.SPECIES_256 : DoubleVector.SPECIES_128;
  }
}
