package io.ogive.math;

import static io.ogive.math.VectorWidth.FLOATS;
import static io.ogive.math.VectorWidth.HALF;
import static io.ogive.math.VectorWidth.LANES;

import jdk.incubator.vector.FloatVector;

/**
 * {@link Kernels#gram} by tiles of four columns by four, whose sums stay in registers, lanes across
 * rows, while all rows of a block run by; groups of columns, so that a tile finds its columns in
 * the second cache.
 *
 * <p>Registers are those of {@link VectorPanels}, though wider ones may exist: a sum has eight
 * lanes.
 */
final class VectorGram {
  private static final int SUM_LANES = Kernels.SUM_LANES;
  private static final int TILE = 4;
  private static final int GROUP = 32;

  private VectorGram() {}

  static void run(Panels x, float[] weights, float[] c) {
    int columns = x.columns();
    float[] lanes = new float[TILE * TILE * SUM_LANES];
    for (int group = 0; group < columns; group += GROUP) {
      for (int other = 0; other <= group; other += GROUP) {
        for (int j = group; j < Math.min(group + GROUP, columns); j += TILE) {
          for (int k = other; k < Math.min(other + GROUP, j + TILE) && k < columns; k += TILE) {
            tile(x, j, k, weights, lanes);
            put(lanes, j, k, columns, c);
          }
        }
      }
    }
  }

  private static void tile(Panels x, int j, int k, float[] weights, float[] lanes) {
    int last = x.columns() - 1;
    int stride = x.columns() * Panels.LANES;
    int octets = x.panels() * Panels.LANES / SUM_LANES;
    for (int lane = 0; lane < SUM_LANES; lane += LANES) {
      addTile(
          x.floats(),
          j * Panels.LANES + lane,
          Math.min(j + 1, last) * Panels.LANES + lane,
          Math.min(j + 2, last) * Panels.LANES + lane,
          Math.min(j + 3, last) * Panels.LANES + lane,
          k * Panels.LANES + lane,
          Math.min(k + 1, last) * Panels.LANES + lane,
          Math.min(k + 2, last) * Panels.LANES + lane,
          Math.min(k + 3, last) * Panels.LANES + lane,
          octets,
          stride,
          weights,
          lanes,
          lane);
    }
  }

  /** Columns beyond the last one are the last again, and what they give is not taken. */
  private static void put(float[] lanes, int j, int k, int columns, float[] c) {
    for (int a = 0; a < TILE && j + a < columns; a++) {
      int row = (j + a) * (j + a + 1) / 2;
      for (int b = 0; b < TILE && k + b <= j + a; b++) {
        c[row + k + b] = ScalarKernels.sumOfLanes(lanes, (a * TILE + b) * SUM_LANES);
      }
    }
  }

  private static void addTile(
      float[] x,
      int j0,
      int j1,
      int j2,
      int j3,
      int k0,
      int k1,
      int k2,
      int k3,
      int octets,
      int stride,
      float[] weights,
      float[] lanes,
      int lane) {
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
    for (int i = 0; i < octets; i++) {
      int at = i / (Panels.LANES / SUM_LANES) * stride + i * SUM_LANES % Panels.LANES;
      FloatVector w = HALF.cast(FloatVector.fromArray(FLOATS, weights, i * SUM_LANES + lane));
      FloatVector b0 = HALF.cast(FloatVector.fromArray(FLOATS, x, k0 + at));
      FloatVector b1 = HALF.cast(FloatVector.fromArray(FLOATS, x, k1 + at));
      FloatVector b2 = HALF.cast(FloatVector.fromArray(FLOATS, x, k2 + at));
      FloatVector b3 = HALF.cast(FloatVector.fromArray(FLOATS, x, k3 + at));
      FloatVector a = HALF.cast(FloatVector.fromArray(FLOATS, x, j0 + at)).mul(w);
      c00 = a.fma(b0, HALF.cast(c00));
      c01 = a.fma(b1, HALF.cast(c01));
      c02 = a.fma(b2, HALF.cast(c02));
      c03 = a.fma(b3, HALF.cast(c03));
      a = HALF.cast(FloatVector.fromArray(FLOATS, x, j1 + at)).mul(w);
      c10 = a.fma(b0, HALF.cast(c10));
      c11 = a.fma(b1, HALF.cast(c11));
      c12 = a.fma(b2, HALF.cast(c12));
      c13 = a.fma(b3, HALF.cast(c13));
      a = HALF.cast(FloatVector.fromArray(FLOATS, x, j2 + at)).mul(w);
      c20 = a.fma(b0, HALF.cast(c20));
      c21 = a.fma(b1, HALF.cast(c21));
      c22 = a.fma(b2, HALF.cast(c22));
      c23 = a.fma(b3, HALF.cast(c23));
      a = HALF.cast(FloatVector.fromArray(FLOATS, x, j3 + at)).mul(w);
      c30 = a.fma(b0, HALF.cast(c30));
      c31 = a.fma(b1, HALF.cast(c31));
      c32 = a.fma(b2, HALF.cast(c32));
      c33 = a.fma(b3, HALF.cast(c33));
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
