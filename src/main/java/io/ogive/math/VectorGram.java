package io.ogive.math;

import static io.ogive.math.VectorWidth.FLOATS;
import static io.ogive.math.VectorWidth.HALF;
import static io.ogive.math.VectorWidth.LANES;

import jdk.incubator.vector.FloatVector;

/**
 * {@link Kernels#gram} by tiles of four columns by four, whose sums stay in registers, lanes across
 * rows, while all rows of a block run by. Four columns are laid out side by side first, as they are
 * and times the weights, so that a tile reads two streams; it takes groups of columns, so that one
 * of them stays in the first cache.
 *
 * <p>Registers are those of {@link VectorPanels}, though wider ones may exist: a sum has eight
 * lanes.
 */
final class VectorGram {
  private static final int SUM_LANES = Kernels.SUM_LANES;
  private static final int TILE = 4;
  private static final int STEP = TILE * SUM_LANES;
  private static final int GROUP = 32;

  private VectorGram() {}

  static void run(Panels x, float[] weights, float[] room, float[] c) {
    int columns = x.columns();
    int rows = x.panels() * Panels.LANES;
    int half = Kernels.gramRoom(x) / 2;
    layOut(x, weights, room, half);
    float[] lanes = new float[TILE * STEP];
    for (int group = 0; group < columns; group += GROUP) {
      for (int other = 0; other <= group; other += GROUP) {
        for (int j = group; j < Math.min(group + GROUP, columns); j += TILE) {
          for (int k = other; k < Math.min(other + GROUP, j + TILE) && k < columns; k += TILE) {
            for (int lane = 0; lane < SUM_LANES; lane += LANES) {
              addTile(room, half + j * rows + lane, k * rows + lane, rows * TILE, lanes, lane);
            }
            put(lanes, j, k, columns, c);
          }
        }
      }
    }
  }

  /**
   * Columns j .. j + 3 at {@code j * rows}, eight rows of each in turn; weighted, in {@code half}.
   */
  private static void layOut(Panels x, float[] weights, float[] room, int half) {
    int columns = x.columns();
    int rows = x.panels() * Panels.LANES;
    for (int panel = 0; panel < x.panels(); panel++) {
      int row = panel * Panels.LANES;
      for (int j = 0; j < columns; j += TILE) {
        int from = (panel * columns + j) * Panels.LANES;
        int count = Math.min(TILE, columns - j);
        layOut(x.floats(), from, count, weights, row, room, j * rows + row * TILE, half);
      }
    }
  }

  /** A panel of up to four columns, written along memory. */
  private static void layOut(
      float[] x, int from, int count, float[] weights, int row, float[] room, int to, int half) {
    for (int i = 0; i < Panels.LANES; i += LANES) {
      FloatVector w = HALF.cast(FloatVector.fromArray(FLOATS, weights, row + i));
      int out = to + i / SUM_LANES * STEP + i % SUM_LANES;
      for (int c = 0; c < count; c++) {
        FloatVector values =
            HALF.cast(FloatVector.fromArray(FLOATS, x, from + c * Panels.LANES + i));
        values.intoArray(room, out + c * SUM_LANES);
        values.mul(HALF.cast(w)).intoArray(room, half + out + c * SUM_LANES);
      }
    }
  }

  /** What columns beyond the last one give is not taken. */
  private static void put(float[] lanes, int j, int k, int columns, float[] c) {
    for (int a = 0; a < TILE && j + a < columns; a++) {
      int row = (j + a) * (j + a + 1) / 2;
      for (int b = 0; b < TILE && k + b <= j + a; b++) {
        c[row + k + b] = ScalarKernels.sumOfLanes(lanes, (a * TILE + b) * SUM_LANES);
      }
    }
  }

  private static void addTile(float[] x, int a, int b, int length, float[] lanes, int lane) {
    FloatVector c00 = FloatVector.zero(FLOATS);
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
      FloatVector b0 = HALF.cast(FloatVector.fromArray(FLOATS, x, b + i));
      FloatVector b1 = HALF.cast(FloatVector.fromArray(FLOATS, x, b + i + SUM_LANES));
      FloatVector b2 = HALF.cast(FloatVector.fromArray(FLOATS, x, b + i + 2 * SUM_LANES));
      FloatVector b3 = HALF.cast(FloatVector.fromArray(FLOATS, x, b + i + 3 * SUM_LANES));
      FloatVector w = HALF.cast(FloatVector.fromArray(FLOATS, x, a + i));
      c00 = w.fma(b0, HALF.cast(c00));
      c01 = w.fma(b1, HALF.cast(c01));
      c02 = w.fma(b2, HALF.cast(c02));
      c03 = w.fma(b3, HALF.cast(c03));
      w = HALF.cast(FloatVector.fromArray(FLOATS, x, a + i + SUM_LANES));
      c10 = w.fma(b0, HALF.cast(c10));
      c11 = w.fma(b1, HALF.cast(c11));
      c12 = w.fma(b2, HALF.cast(c12));
      c13 = w.fma(b3, HALF.cast(c13));
      w = HALF.cast(FloatVector.fromArray(FLOATS, x, a + i + 2 * SUM_LANES));
      c20 = w.fma(b0, HALF.cast(c20));
      c21 = w.fma(b1, HALF.cast(c21));
      c22 = w.fma(b2, HALF.cast(c22));
      c23 = w.fma(b3, HALF.cast(c23));
      w = HALF.cast(FloatVector.fromArray(FLOATS, x, a + i + 3 * SUM_LANES));
      c30 = w.fma(b0, HALF.cast(c30));
      c31 = w.fma(b1, HALF.cast(c31));
      c32 = w.fma(b2, HALF.cast(c32));
      c33 = w.fma(b3, HALF.cast(c33));
    }
    HALF.cast(c00).intoArray(lanes, lane);
    HALF.cast(c01).intoArray(lanes, lane + SUM_LANES);
    HALF.cast(c02).intoArray(lanes, lane + 2 * SUM_LANES);
    HALF.cast(c03).intoArray(lanes, lane + 3 * SUM_LANES);
    HALF.cast(c10).intoArray(lanes, lane + 4 * SUM_LANES);
    HALF.cast(c11).intoArray(lanes, lane + 5 * SUM_LANES);
    HALF.cast(c12).intoArray(lanes, lane + 6 * SUM_LANES);
    HALF.cast(c13).intoArray(lanes, lane + 7 * SUM_LANES);
    HALF.cast(c20).intoArray(lanes, lane + 8 * SUM_LANES);
    HALF.cast(c21).intoArray(lanes, lane + 9 * SUM_LANES);
    HALF.cast(c22).intoArray(lanes, lane + 10 * SUM_LANES);
    HALF.cast(c23).intoArray(lanes, lane + 11 * SUM_LANES);
    HALF.cast(c30).intoArray(lanes, lane + 12 * SUM_LANES);
    HALF.cast(c31).intoArray(lanes, lane + 13 * SUM_LANES);
    HALF.cast(c32).intoArray(lanes, lane + 14 * SUM_LANES);
    HALF.cast(c33).intoArray(lanes, lane + 15 * SUM_LANES);
  }
}
