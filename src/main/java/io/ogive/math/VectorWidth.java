package io.ogive.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
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

  /**
   * The class of {@link #WIDE_FLOATS}, to which vectors are cast where it matters.
   *
   * <p>Of a vector that comes from an array, or that a loop carries on, the compiler knows the
   * class only as long as this JVM has seen floats of a single width. Later, without a cast, it
   * calls by the unknown class and allocates: loops take 2 to 10 times as long. A method that casts
   * would do, were it always inlined.
   */
  static final Class<? extends FloatVector> WIDE =
      WIDE_FLOATS.vectorType().asSubclass(FloatVector.class);

  /** The class of {@link #FLOATS}. */
  static final Class<? extends FloatVector> HALF =
      FLOATS.vectorType().asSubclass(FloatVector.class);

  /** The class of what {@link #WIDE_FLOATS} are bit for bit. */
  static final Class<? extends IntVector> WIDE_INT =
      VectorSpecies.of(int.class, WIDE_FLOATS.vectorShape())
          .vectorType()
          .asSubclass(IntVector.class);

  /** The class of {@link #FLOATS_AS_INTS}. */
  static final Class<? extends IntVector> HALF_INT =
      FLOATS_AS_INTS.vectorType().asSubclass(IntVector.class);

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
