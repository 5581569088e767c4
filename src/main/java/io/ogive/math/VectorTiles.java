package io.ogive.math;

import static io.ogive.math.VectorOperands.GROUP;
import static io.ogive.math.VectorProductFloat.LANES;
import static io.ogive.math.VectorWidth.FLOATS;
import static io.ogive.math.VectorWidth.HALF;
import static io.ogive.math.VectorWidth.WIDE;
import static io.ogive.math.VectorWidth.WIDE_FLOATS;

import jdk.incubator.vector.FloatVector;

/**
 * The innermost loops of {@link VectorProductFloat} where the values of one column of a stand side
 * by side: they add to the tile of c that begins at {@code at}, whose rows are n apart.
 *
 * <p>{@link VectorRowTiles} has the same loops over another layout. With the distances as arguments
 * one class would do, and products take a fifth longer: the compiler then checks every place in a.
 */
final class VectorTiles {
  /** The fifth row of eight, from where the first four are. */
  private static final int FIFTH = VectorOperands.TOGETHER ? 4 : 0;

  private VectorTiles() {}

  static void addWide(
      float[] a, int from, float[] left, float[] right, int depth, float[] c, int at, int n) {
    int at1 = at + n;
    int at2 = at1 + n;
    int at3 = at2 + n;
    int at4 = at3 + n;
    int at5 = at4 + n;
    int at6 = at5 + n;
    int at7 = at6 + n;
    FloatVector c00 = FloatVector.fromArray(WIDE_FLOATS, c, at);
    FloatVector c01 = FloatVector.fromArray(WIDE_FLOATS, c, at + LANES);
    FloatVector c10 = FloatVector.fromArray(WIDE_FLOATS, c, at1);
    FloatVector c11 = FloatVector.fromArray(WIDE_FLOATS, c, at1 + LANES);
    FloatVector c20 = FloatVector.fromArray(WIDE_FLOATS, c, at2);
    FloatVector c21 = FloatVector.fromArray(WIDE_FLOATS, c, at2 + LANES);
    FloatVector c30 = FloatVector.fromArray(WIDE_FLOATS, c, at3);
    FloatVector c31 = FloatVector.fromArray(WIDE_FLOATS, c, at3 + LANES);
    FloatVector c40 = FloatVector.fromArray(WIDE_FLOATS, c, at4);
    FloatVector c41 = FloatVector.fromArray(WIDE_FLOATS, c, at4 + LANES);
    FloatVector c50 = FloatVector.fromArray(WIDE_FLOATS, c, at5);
    FloatVector c51 = FloatVector.fromArray(WIDE_FLOATS, c, at5 + LANES);
    FloatVector c60 = FloatVector.fromArray(WIDE_FLOATS, c, at6);
    FloatVector c61 = FloatVector.fromArray(WIDE_FLOATS, c, at6 + LANES);
    FloatVector c70 = FloatVector.fromArray(WIDE_FLOATS, c, at7);
    FloatVector c71 = FloatVector.fromArray(WIDE_FLOATS, c, at7 + LANES);
    for (int l = 0; l < depth; l++) {
      FloatVector b0 = FloatVector.fromArray(WIDE_FLOATS, left, l * LANES);
      FloatVector b1 = FloatVector.fromArray(WIDE_FLOATS, right, l * LANES);
      FloatVector a0 = FloatVector.broadcast(WIDE_FLOATS, a[from + l * GROUP]);
      c00 = a0.fma(b0, WIDE.cast(c00));
      c01 = a0.fma(b1, WIDE.cast(c01));
      FloatVector a1 = FloatVector.broadcast(WIDE_FLOATS, a[from + l * GROUP + 1]);
      c10 = a1.fma(b0, WIDE.cast(c10));
      c11 = a1.fma(b1, WIDE.cast(c11));
      FloatVector a2 = FloatVector.broadcast(WIDE_FLOATS, a[from + l * GROUP + 2]);
      c20 = a2.fma(b0, WIDE.cast(c20));
      c21 = a2.fma(b1, WIDE.cast(c21));
      FloatVector a3 = FloatVector.broadcast(WIDE_FLOATS, a[from + l * GROUP + 3]);
      c30 = a3.fma(b0, WIDE.cast(c30));
      c31 = a3.fma(b1, WIDE.cast(c31));
      FloatVector a4 = FloatVector.broadcast(WIDE_FLOATS, a[from + l * GROUP + 4]);
      c40 = a4.fma(b0, WIDE.cast(c40));
      c41 = a4.fma(b1, WIDE.cast(c41));
      FloatVector a5 = FloatVector.broadcast(WIDE_FLOATS, a[from + l * GROUP + 5]);
      c50 = a5.fma(b0, WIDE.cast(c50));
      c51 = a5.fma(b1, WIDE.cast(c51));
      FloatVector a6 = FloatVector.broadcast(WIDE_FLOATS, a[from + l * GROUP + 6]);
      c60 = a6.fma(b0, WIDE.cast(c60));
      c61 = a6.fma(b1, WIDE.cast(c61));
      FloatVector a7 = FloatVector.broadcast(WIDE_FLOATS, a[from + l * GROUP + 7]);
      c70 = a7.fma(b0, WIDE.cast(c70));
      c71 = a7.fma(b1, WIDE.cast(c71));
    }
    WIDE.cast(c00).intoArray(c, at);
    WIDE.cast(c01).intoArray(c, at + LANES);
    WIDE.cast(c10).intoArray(c, at1);
    WIDE.cast(c11).intoArray(c, at1 + LANES);
    WIDE.cast(c20).intoArray(c, at2);
    WIDE.cast(c21).intoArray(c, at2 + LANES);
    WIDE.cast(c30).intoArray(c, at3);
    WIDE.cast(c31).intoArray(c, at3 + LANES);
    WIDE.cast(c40).intoArray(c, at4);
    WIDE.cast(c41).intoArray(c, at4 + LANES);
    WIDE.cast(c50).intoArray(c, at5);
    WIDE.cast(c51).intoArray(c, at5 + LANES);
    WIDE.cast(c60).intoArray(c, at6);
    WIDE.cast(c61).intoArray(c, at6 + LANES);
    WIDE.cast(c70).intoArray(c, at7);
    WIDE.cast(c71).intoArray(c, at7 + LANES);
  }

  /** {@link #addWide} for four rows that start at 0. */
  static void addLow(float[] a, float[] left, float[] right, int depth, float[] c, int at, int n) {
    int at1 = at + n;
    int at2 = at1 + n;
    int at3 = at2 + n;
    FloatVector c00 = FloatVector.fromArray(WIDE_FLOATS, c, at);
    FloatVector c01 = FloatVector.fromArray(WIDE_FLOATS, c, at + LANES);
    FloatVector c10 = FloatVector.fromArray(WIDE_FLOATS, c, at1);
    FloatVector c11 = FloatVector.fromArray(WIDE_FLOATS, c, at1 + LANES);
    FloatVector c20 = FloatVector.fromArray(WIDE_FLOATS, c, at2);
    FloatVector c21 = FloatVector.fromArray(WIDE_FLOATS, c, at2 + LANES);
    FloatVector c30 = FloatVector.fromArray(WIDE_FLOATS, c, at3);
    FloatVector c31 = FloatVector.fromArray(WIDE_FLOATS, c, at3 + LANES);
    for (int l = 0; l < depth; l++) {
      FloatVector b0 = FloatVector.fromArray(WIDE_FLOATS, left, l * LANES);
      FloatVector b1 = FloatVector.fromArray(WIDE_FLOATS, right, l * LANES);
      FloatVector a0 = FloatVector.broadcast(WIDE_FLOATS, a[l * GROUP]);
      c00 = a0.fma(b0, WIDE.cast(c00));
      c01 = a0.fma(b1, WIDE.cast(c01));
      FloatVector a1 = FloatVector.broadcast(WIDE_FLOATS, a[l * GROUP + 1]);
      c10 = a1.fma(b0, WIDE.cast(c10));
      c11 = a1.fma(b1, WIDE.cast(c11));
      FloatVector a2 = FloatVector.broadcast(WIDE_FLOATS, a[l * GROUP + 2]);
      c20 = a2.fma(b0, WIDE.cast(c20));
      c21 = a2.fma(b1, WIDE.cast(c21));
      FloatVector a3 = FloatVector.broadcast(WIDE_FLOATS, a[l * GROUP + 3]);
      c30 = a3.fma(b0, WIDE.cast(c30));
      c31 = a3.fma(b1, WIDE.cast(c31));
    }
    WIDE.cast(c00).intoArray(c, at);
    WIDE.cast(c01).intoArray(c, at + LANES);
    WIDE.cast(c10).intoArray(c, at1);
    WIDE.cast(c11).intoArray(c, at1 + LANES);
    WIDE.cast(c20).intoArray(c, at2);
    WIDE.cast(c21).intoArray(c, at2 + LANES);
    WIDE.cast(c30).intoArray(c, at3);
    WIDE.cast(c31).intoArray(c, at3 + LANES);
  }

  static void addTall(
      float[] above, float[] below, int from, float[] b, int depth, float[] c, int at, int n) {
    int at1 = at + n;
    int at2 = at1 + n;
    int at3 = at2 + n;
    int at4 = at3 + n;
    int at5 = at4 + n;
    int at6 = at5 + n;
    int at7 = at6 + n;
    FloatVector c0 = FloatVector.fromArray(WIDE_FLOATS, c, at);
    FloatVector c1 = FloatVector.fromArray(WIDE_FLOATS, c, at1);
    FloatVector c2 = FloatVector.fromArray(WIDE_FLOATS, c, at2);
    FloatVector c3 = FloatVector.fromArray(WIDE_FLOATS, c, at3);
    FloatVector c4 = FloatVector.fromArray(WIDE_FLOATS, c, at4);
    FloatVector c5 = FloatVector.fromArray(WIDE_FLOATS, c, at5);
    FloatVector c6 = FloatVector.fromArray(WIDE_FLOATS, c, at6);
    FloatVector c7 = FloatVector.fromArray(WIDE_FLOATS, c, at7);
    for (int l = 0; l < depth; l++) {
      FloatVector b0 = WIDE.cast(FloatVector.fromArray(WIDE_FLOATS, b, l * LANES));
      c0 = b0.fma(FloatVector.broadcast(WIDE_FLOATS, above[from + l * GROUP]), WIDE.cast(c0));
      c1 = b0.fma(FloatVector.broadcast(WIDE_FLOATS, above[from + l * GROUP + 1]), WIDE.cast(c1));
      c2 = b0.fma(FloatVector.broadcast(WIDE_FLOATS, above[from + l * GROUP + 2]), WIDE.cast(c2));
      c3 = b0.fma(FloatVector.broadcast(WIDE_FLOATS, above[from + l * GROUP + 3]), WIDE.cast(c3));
      c4 =
          b0.fma(
              FloatVector.broadcast(WIDE_FLOATS, below[from + l * GROUP + FIFTH]), WIDE.cast(c4));
      c5 =
          b0.fma(
              FloatVector.broadcast(WIDE_FLOATS, below[from + l * GROUP + FIFTH + 1]),
              WIDE.cast(c5));
      c6 =
          b0.fma(
              FloatVector.broadcast(WIDE_FLOATS, below[from + l * GROUP + FIFTH + 2]),
              WIDE.cast(c6));
      c7 =
          b0.fma(
              FloatVector.broadcast(WIDE_FLOATS, below[from + l * GROUP + FIFTH + 3]),
              WIDE.cast(c7));
    }
    WIDE.cast(c0).intoArray(c, at);
    WIDE.cast(c1).intoArray(c, at1);
    WIDE.cast(c2).intoArray(c, at2);
    WIDE.cast(c3).intoArray(c, at3);
    WIDE.cast(c4).intoArray(c, at4);
    WIDE.cast(c5).intoArray(c, at5);
    WIDE.cast(c6).intoArray(c, at6);
    WIDE.cast(c7).intoArray(c, at7);
  }

  /** {@link #addTall} for half as many columns. */
  static void addNarrow(
      float[] above, float[] below, int from, float[] b, int depth, float[] c, int at, int n) {
    int at1 = at + n;
    int at2 = at1 + n;
    int at3 = at2 + n;
    int at4 = at3 + n;
    int at5 = at4 + n;
    int at6 = at5 + n;
    int at7 = at6 + n;
    FloatVector c0 = FloatVector.fromArray(FLOATS, c, at);
    FloatVector c1 = FloatVector.fromArray(FLOATS, c, at1);
    FloatVector c2 = FloatVector.fromArray(FLOATS, c, at2);
    FloatVector c3 = FloatVector.fromArray(FLOATS, c, at3);
    FloatVector c4 = FloatVector.fromArray(FLOATS, c, at4);
    FloatVector c5 = FloatVector.fromArray(FLOATS, c, at5);
    FloatVector c6 = FloatVector.fromArray(FLOATS, c, at6);
    FloatVector c7 = FloatVector.fromArray(FLOATS, c, at7);
    for (int l = 0; l < depth; l++) {
      FloatVector b0 = HALF.cast(FloatVector.fromArray(FLOATS, b, l * LANES));
      c0 = b0.fma(FloatVector.broadcast(FLOATS, above[from + l * GROUP]), HALF.cast(c0));
      c1 = b0.fma(FloatVector.broadcast(FLOATS, above[from + l * GROUP + 1]), HALF.cast(c1));
      c2 = b0.fma(FloatVector.broadcast(FLOATS, above[from + l * GROUP + 2]), HALF.cast(c2));
      c3 = b0.fma(FloatVector.broadcast(FLOATS, above[from + l * GROUP + 3]), HALF.cast(c3));
      c4 = b0.fma(FloatVector.broadcast(FLOATS, below[from + l * GROUP + FIFTH]), HALF.cast(c4));
      c5 =
          b0.fma(FloatVector.broadcast(FLOATS, below[from + l * GROUP + FIFTH + 1]), HALF.cast(c5));
      c6 =
          b0.fma(FloatVector.broadcast(FLOATS, below[from + l * GROUP + FIFTH + 2]), HALF.cast(c6));
      c7 =
          b0.fma(FloatVector.broadcast(FLOATS, below[from + l * GROUP + FIFTH + 3]), HALF.cast(c7));
    }
    HALF.cast(c0).intoArray(c, at);
    HALF.cast(c1).intoArray(c, at1);
    HALF.cast(c2).intoArray(c, at2);
    HALF.cast(c3).intoArray(c, at3);
    HALF.cast(c4).intoArray(c, at4);
    HALF.cast(c5).intoArray(c, at5);
    HALF.cast(c6).intoArray(c, at6);
    HALF.cast(c7).intoArray(c, at7);
  }
}
