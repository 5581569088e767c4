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
  private static final long SEED = 0x0617e;

  private SketchHash() {}

  /**
   * The place of a number; of those that follow it in its chunk the places that follow, those past
   * the end beginning again.
   */
  static int place(long index) {
    long turn = Hash64.mix(SEED, -1 - index / GradientSketch.NUMBERS);
    return (int) ((index + turn) & (GradientSketch.NUMBERS - 1));
  }

  /** The signs of the 64 numbers that an index is among, the first one's in the lowest bit. */
  static long signs(long index) {
    return Hash64.mix(SEED, index / Long.SIZE);
  }
}
