package io.ogive.math;

import static io.ogive.math.VectorWidth.FLOATS;
import static io.ogive.math.VectorWidth.HALF;
import static io.ogive.math.VectorWidth.WIDE;
import static io.ogive.math.VectorWidth.WIDE_FLOATS;

import jdk.incubator.vector.FloatVector;

/**
 * {@link Kernels#gram} by tiles of four columns by four, whose sums stay in registers, lanes across
 * rows, while all rows of a block run by. Four columns times the roots are laid out side by side
 * first, so that a tile reads two streams; it takes groups of columns, so that one of them stays in
 * the first cache.
 *
 * <p>A sum has sixteen lanes, a register of 512 bits; where registers are narrower, a tile is gone
 * over for some of the lanes at a time.
 */
final class VectorGram {
  private static final int SUM_LANES = Kernels.GRAM_LANES;
  private static final int LANES = WIDE_FLOATS.length();
  private static final int TILE = 4;
  private static final int STEP = TILE * SUM_LANES;
  private static final int GROUP = 32;

  private VectorGram() {}

  static void run(Panels x, float[] roots, float[] room, float[] c) {
    int columns = x.columns();
    int rows = x.panels() * Panels.LANES;
    layOut(x, roots, room);
    float[] lanes = new float[TILE * STEP];
    float[] folded = new float[TILE * STEP / 2];
    for (int group = 0; group < columns; group += GROUP) {
      for (int other = 0; other <= group; other += GROUP) {
        for (int j = group; j < Math.min(group + GROUP, columns); j += TILE) {
          for (int k = other; k < Math.min(other + GROUP, j + TILE) && k < columns; k += TILE) {
            for (int lane = 0; lane < SUM_LANES; lane += LANES) {
              addTile(room, j * rows + lane, k * rows + lane, rows * TILE, lanes, lane);
            }
            fold(lanes, folded);
            put(folded, j, k, columns, c);
          }
        }
      }
    }
  }

  /** Columns j .. j + 3 times the roots at {@code j * rows}, sixteen rows of each in turn. */
  private static void layOut(Panels x, float[] roots, float[] room) {
    int columns = x.columns();
    int rows = x.panels() * Panels.LANES;
    for (int panel = 0; panel < x.panels(); panel++) {
      int row = panel * Panels.LANES;
      for (int j = 0; j < columns; j += TILE) {
        int from = (panel * columns + j) * Panels.LANES;
        int count = Math.min(TILE, columns - j);
        layOut(x.floats(), from, count, roots, row, room, j * rows + row * TILE);
      }
    }
  }

  /** A panel of up to four columns, written along memory. */
  private static void layOut(
      float[] x, int from, int count, float[] roots, int row, float[] room, int to) {
    for (int i = 0; i < Panels.LANES; i += LANES) {
      FloatVector root = WIDE.cast(FloatVector.fromArray(WIDE_FLOATS, roots, row + i));
      int out = to + i / SUM_LANES * STEP + i % SUM_LANES;
      for (int c = 0; c < count; c++) {
        WIDE.cast(FloatVector.fromArray(WIDE_FLOATS, x, from + c * Panels.LANES + i))
            .mul(WIDE.cast(root))
            .intoArray(room, out + c * SUM_LANES);
      }
    }
  }

  /** Lanes r and r + 8 of each sum, added. */
  private static void fold(float[] lanes, float[] folded) {
    for (int sum = 0; sum < TILE * TILE; sum++) {
      for (int i = 0; i < Kernels.SUM_LANES; i += FLOATS.length()) {
        int at = sum * SUM_LANES + i;
        FloatVector low = HALF.cast(FloatVector.fromArray(FLOATS, lanes, at));
        low.add(HALF.cast(FloatVector.fromArray(FLOATS, lanes, at + Kernels.SUM_LANES)))
            .intoArray(folded, sum * Kernels.SUM_LANES + i);
      }
    }
  }

  /** What columns beyond the last one give is not taken. */
  private static void put(float[] folded, int j, int k, int columns, float[] c) {
    for (int a = 0; a < TILE && j + a < columns; a++) {
      int row = (j + a) * (j + a + 1) / 2;
      for (int b = 0; b < TILE && k + b <= j + a; b++) {
        c[row + k + b] = ScalarKernels.sumOfLanes(folded, (a * TILE + b) * Kernels.SUM_LANES);
      }
    }
  }

  private static void addTile(float[] x, int a, int b, int length, float[] lanes, int lane) {
    FloatVector c00 = FloatVector.zero(WIDE_FLOATS);
    FloatVector c01 = c00;
    FloatVector c02 = c00;
    FloatVector c03 = c00;
    FloatVector c10 = c00;
    FloatVector c11 = c00;
    FloatVector c12 = c00;
    FloatVector c13 = c00;
    FloatVector c20 = c00;
    FloatVector c21 = c00;
    FloatVector c22 = c00;
    FloatVector c23 = c00;
    FloatVector c30 = c00;
    FloatVector c31 = c00;
    FloatVector c32 = c00;
    FloatVector c33 = c00;
    for (int i = 0; i < length; i += STEP) {
      FloatVector b0 = WIDE.cast(FloatVector.fromArray(WIDE_FLOATS, x, b + i));
      FloatVector b1 = WIDE.cast(FloatVector.fromArray(WIDE_FLOATS, x, b + i + SUM_LANES));
      FloatVector b2 = WIDE.cast(FloatVector.fromArray(WIDE_FLOATS, x, b + i + 2 * SUM_LANES));
      FloatVector b3 = WIDE.cast(FloatVector.fromArray(WIDE_FLOATS, x, b + i + 3 * SUM_LANES));
      FloatVector w = WIDE.cast(FloatVector.fromArray(WIDE_FLOATS, x, a + i));
      c00 = w.fma(b0, WIDE.cast(c00));
      c01 = w.fma(b1, WIDE.cast(c01));
      c02 = w.fma(b2, WIDE.cast(c02));
      c03 = w.fma(b3, WIDE.cast(c03));
      w = WIDE.cast(FloatVector.fromArray(WIDE_FLOATS, x, a + i + SUM_LANES));
      c10 = w.fma(b0, WIDE.cast(c10));
      c11 = w.fma(b1, WIDE.cast(c11));
      c12 = w.fma(b2, WIDE.cast(c12));
      c13 = w.fma(b3, WIDE.cast(c13));
      w = WIDE.cast(FloatVector.fromArray(WIDE_FLOATS, x, a + i + 2 * SUM_LANES));
      c20 = w.fma(b0, WIDE.cast(c20));
      c21 = w.fma(b1, WIDE.cast(c21));
      c22 = w.fma(b2, WIDE.cast(c22));
      c23 = w.fma(b3, WIDE.cast(c23));
      w = WIDE.cast(FloatVector.fromArray(WIDE_FLOATS, x, a + i + 3 * SUM_LANES));
      c30 = w.fma(b0, WIDE.cast(c30));
      c31 = w.fma(b1, WIDE.cast(c31));
      c32 = w.fma(b2, WIDE.cast(c32));
      c33 = w.fma(b3, WIDE.cast(c33));
    }
    WIDE.cast(c00).intoArray(lanes, lane);
    WIDE.cast(c01).intoArray(lanes, lane + SUM_LANES);
    WIDE.cast(c02).intoArray(lanes, lane + 2 * SUM_LANES);
    WIDE.cast(c03).intoArray(lanes, lane + 3 * SUM_LANES);
    WIDE.cast(c10).intoArray(lanes, lane + 4 * SUM_LANES);
    WIDE.cast(c11).intoArray(lanes, lane + 5 * SUM_LANES);
    WIDE.cast(c12).intoArray(lanes, lane + 6 * SUM_LANES);
    WIDE.cast(c13).intoArray(lanes, lane + 7 * SUM_LANES);
    WIDE.cast(c20).intoArray(lanes, lane + 8 * SUM_LANES);
    WIDE.cast(c21).intoArray(lanes, lane + 9 * SUM_LANES);
    WIDE.cast(c22).intoArray(lanes, lane + 10 * SUM_LANES);
    WIDE.cast(c23).intoArray(lanes, lane + 11 * SUM_LANES);
    WIDE.cast(c30).intoArray(lanes, lane + 12 * SUM_LANES);
    WIDE.cast(c31).intoArray(lanes, lane + 13 * SUM_LANES);
    WIDE.cast(c32).intoArray(lanes, lane + 14 * SUM_LANES);
    WIDE.cast(c33).intoArray(lanes, lane + 15 * SUM_LANES);
  }
}
