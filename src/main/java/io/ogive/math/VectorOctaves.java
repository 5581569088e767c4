package io.ogive.math;

import static io.ogive.math.VectorWidth.WIDE;
import static io.ogive.math.VectorWidth.WIDE_FLOATS;
import static io.ogive.math.VectorWidth.WIDE_INT;

import io.ogive.math.Measures.Slope;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Counts the octaves of slopes without a histogram, where each count waits for memory: an octave is
 * a word with a single bit, and the bits of many words are added up place by place, by carry-save
 * adders of whole registers (Klarqvist, Muła and Lemire 2019, Efficient computation of positional
 * population counts using SIMD instructions). Any mix of octaves takes the same time.
 */
final class VectorOctaves {
  private static final VectorSpecies<Integer> INTS =
      VectorSpecies.of(int.class, WIDE_FLOATS.vectorShape());
  private static final int WIDTH = INTS.length();
  private static final IntVector LANE = IntVector.zero(INTS).addIndex(1);
  private static final int EXPONENT_SHIFT = 23;
  private static final int BIAS = 127;
  private static final int OCTAVES = OctaveCounts.OCTAVES;

  /** The times that the registers of a piece are quartered until one is left. */
  private static final int QUARTERINGS = Integer.numberOfTrailingZeros(OctaveCounts.REGISTERS) / 2;

  /** The most activations that are added at a time. */
  static final int PIECE = OctaveCounts.REGISTERS * WIDTH;

  private final OctaveCounts in;
  private int pieces;

  /** Counts n activations, piece by piece. */
  VectorOctaves(OctaveCounts in, int n) {
    this.in = in;
    int levels = levels((n - 1) / PIECE + 1);
    Arrays.fill(in.levels, 0, levels * WIDTH, 0);
    Arrays.fill(in.lowLevels, 0, levels * WIDTH, 0);
  }

  /** Registers of places that count for 2^k, k from 0 on. */
  private static int levels(int pieces) {
    return 2 * QUARTERINGS + Integer.SIZE - Integer.numberOfLeadingZeros(pieces);
  }

  /**
   * Takes outputs {@code h[from .. to)}, of whole registers: of each octave its word, and of each
   * on the low side once more; where it is not there, 0.
   */
  void take(float[] h, int from, int to, Slope slope) {
    int[] words = in.words;
    int[] lowWords = in.lowWords;
    FloatVector a = FloatVector.broadcast(WIDE_FLOATS, slope.a());
    FloatVector one = FloatVector.broadcast(WIDE_FLOATS, 1);
    IntVector bias = IntVector.broadcast(INTS, BIAS);
    IntVector bit = IntVector.broadcast(INTS, 1);
    for (int i = from; i < to; i += WIDTH) {
      FloatVector value = WIDE.cast(FloatVector.fromArray(WIDE_FLOATS, h, i));
      FloatVector g = a.add(value.mul(slope.b())).mul(one.sub(value));
      IntVector exponent =
          WIDE_INT.cast(g.reinterpretAsInts()).lanewise(VectorOperators.LSHR, EXPONENT_SHIFT);
      IntVector word = bit.lanewise(VectorOperators.LSHL, bias.sub(exponent).min(OCTAVES - 1));
      // A difference of -0 would have a sign, 0 added to it has none.
      IntVector isLow =
          WIDE_INT
              .cast(value.sub(slope.middle()).add(0).reinterpretAsInts())
              .lanewise(VectorOperators.ASHR, Integer.SIZE - 1);
      word.intoArray(words, i - from);
      word.and(isLow).intoArray(lowWords, i - from);
    }
    Arrays.fill(words, to - from, PIECE, 0);
    Arrays.fill(lowWords, to - from, PIECE, 0);
    pieces++;
  }

  /** Adds the octaves that were taken. */
  void add() {
    add(in.words, in.levels);
  }

  /** Adds those of the low side. */
  void addLow() {
    add(in.lowWords, in.lowLevels);
  }

  private void add(int[] words, int[] levels) {
    int k = 0;
    for (; k < 2 * QUARTERINGS; k += 2) {
      quarter(words, PIECE >> k, levels, k * WIDTH);
    }
    for (; k < levels(pieces); k++) {
      for (int i = 0; i < WIDTH; i++) {
        int carry = levels[k * WIDTH + i] & words[i];
        levels[k * WIDTH + i] ^= words[i];
        words[i] = carry;
      }
    }
  }

  /** Adds words to two levels; what is carried, a quarter of them, is written over the first. */
  private static void quarter(int[] words, int n, int[] levels, int at) {
    IntVector ones = WIDE_INT.cast(IntVector.fromArray(INTS, levels, at));
    IntVector twos = WIDE_INT.cast(IntVector.fromArray(INTS, levels, at + WIDTH));
    for (int i = 0; i < n; i += 4 * WIDTH) {
      IntVector x = WIDE_INT.cast(IntVector.fromArray(INTS, words, i));
      IntVector y = WIDE_INT.cast(IntVector.fromArray(INTS, words, i + WIDTH));
      IntVector either = x.lanewise(VectorOperators.XOR, y);
      IntVector two = x.and(y).or(either.and(WIDE_INT.cast(ones)));
      IntVector one = either.lanewise(VectorOperators.XOR, WIDE_INT.cast(ones));
      x = WIDE_INT.cast(IntVector.fromArray(INTS, words, i + 2 * WIDTH));
      y = WIDE_INT.cast(IntVector.fromArray(INTS, words, i + 3 * WIDTH));
      either = x.lanewise(VectorOperators.XOR, y);
      IntVector moreTwo = x.and(y).or(either.and(one));
      ones = either.lanewise(VectorOperators.XOR, one);
      either = two.lanewise(VectorOperators.XOR, moreTwo);
      two.and(moreTwo).or(either.and(WIDE_INT.cast(twos))).intoArray(words, i / 4);
      twos = either.lanewise(VectorOperators.XOR, WIDE_INT.cast(twos));
    }
    ones.intoArray(levels, at);
    twos.intoArray(levels, at + WIDTH);
  }

  /** Adds up what was counted. */
  void finish() {
    int[] sums = new int[2 * OCTAVES];
    long[] column = new long[2 * WIDTH + 2];
    int n = 0;
    for (int k = 0; k < levels(pieces) || n > 0; k++) {
      for (int i = k * WIDTH; k < levels(pieces) && i < (k + 1) * WIDTH; i++) {
        column[n++] = (long) in.levels[i] << Integer.SIZE | in.lowLevels[i] & 0xffffffffL;
      }
      column[n] = 0;
      long sum = 0;
      int carries = 0;
      for (int i = 0; i < n; i += 2) {
        long either = column[i] ^ column[i + 1];
        long carry = column[i] & column[i + 1] | either & sum;
        sum ^= either;
        column[carries++] = carry;
      }
      // Of one word nothing is carried.
      n = n == 1 ? 0 : carries;
      addBits((int) sum, k, sums, 0);
      addBits((int) (sum >>> Integer.SIZE), k, sums, OCTAVES);
    }
    for (int octave = 0; octave < OCTAVES; octave++) {
      in.counts[octave] += sums[octave];
      in.counts[OCTAVES + octave] += sums[OCTAVES + octave] - sums[octave];
    }
  }

  /** Adds 2^k at the place of every bit that is set. */
  private static void addBits(int bits, int k, int[] sums, int from) {
    for (int i = 0; i < OCTAVES; i += WIDTH) {
      IntVector.broadcast(INTS, bits >>> i)
          .lanewise(VectorOperators.LSHR, LANE)
          .and(1)
          .lanewise(VectorOperators.LSHL, k)
          .add(IntVector.fromArray(INTS, sums, from + i))
          .intoArray(sums, from + i);
    }
  }
}
