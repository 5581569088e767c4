package io.ogive.math;

import static io.ogive.math.VectorProductFloat.FLOATS;
import static io.ogive.math.VectorProductFloat.LANES;
import static io.ogive.math.VectorProductFloat.STRIDE;
import static io.ogive.math.VectorProductFloat.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * The innermost loops of {@link VectorProductFloat} where the values of one column of a stand side
 * by side.
 *
 * <p>What a loop leaves is stored times 1, whose class the compiler knows: of the sums it only
 * guesses it, and wrongly once another width of registers was used in this JVM.
 */
final class VectorTiles {
  private VectorTiles() {}

  static void addWide(float[] a, float[] left, float[] right, int depth, float[] tile) {
    FloatVector c00 = FloatVector.fromArray(FLOATS, tile, 0);
    FloatVector c01 = FloatVector.fromArray(FLOATS, tile, LANES);
    FloatVector c10 = FloatVector.fromArray(FLOATS, tile, WIDTH);
    FloatVector c11 = FloatVector.fromArray(FLOATS, tile, WIDTH + LANES);
    FloatVector c20 = FloatVector.fromArray(FLOATS, tile, 2 * WIDTH);
    FloatVector c21 = FloatVector.fromArray(FLOATS, tile, 2 * WIDTH + LANES);
    FloatVector c30 = FloatVector.fromArray(FLOATS, tile, 3 * WIDTH);
    FloatVector c31 = FloatVector.fromArray(FLOATS, tile, 3 * WIDTH + LANES);
    FloatVector c40 = FloatVector.fromArray(FLOATS, tile, 4 * WIDTH);
    FloatVector c41 = FloatVector.fromArray(FLOATS, tile, 4 * WIDTH + LANES);
    FloatVector one = FloatVector.broadcast(FLOATS, 1f);
    for (int l = 0; l < depth; l++) {
      FloatVector b0 = FloatVector.fromArray(FLOATS, left, l * LANES);
      FloatVector b1 = FloatVector.fromArray(FLOATS, right, l * LANES);
      FloatVector a0 = FloatVector.broadcast(FLOATS, a[l * STRIDE]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      FloatVector a1 = FloatVector.broadcast(FLOATS, a[l * STRIDE + 1]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      FloatVector a2 = FloatVector.broadcast(FLOATS, a[l * STRIDE + 2]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      FloatVector a3 = FloatVector.broadcast(FLOATS, a[l * STRIDE + 3]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      FloatVector a4 = FloatVector.broadcast(FLOATS, a[l * STRIDE + 4]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
    }
    one.mul(c00).intoArray(tile, 0);
    one.mul(c01).intoArray(tile, LANES);
    one.mul(c10).intoArray(tile, WIDTH);
    one.mul(c11).intoArray(tile, WIDTH + LANES);
    one.mul(c20).intoArray(tile, 2 * WIDTH);
    one.mul(c21).intoArray(tile, 2 * WIDTH + LANES);
    one.mul(c30).intoArray(tile, 3 * WIDTH);
    one.mul(c31).intoArray(tile, 3 * WIDTH + LANES);
    one.mul(c40).intoArray(tile, 4 * WIDTH);
    one.mul(c41).intoArray(tile, 4 * WIDTH + LANES);
  }

  static void addTall(float[] above, float[] below, float[] b, int depth, float[] tile) {
    FloatVector c0 = FloatVector.fromArray(FLOATS, tile, 0);
    FloatVector c1 = FloatVector.fromArray(FLOATS, tile, WIDTH);
    FloatVector c2 = FloatVector.fromArray(FLOATS, tile, 2 * WIDTH);
    FloatVector c3 = FloatVector.fromArray(FLOATS, tile, 3 * WIDTH);
    FloatVector c4 = FloatVector.fromArray(FLOATS, tile, 4 * WIDTH);
    FloatVector c5 = FloatVector.fromArray(FLOATS, tile, 5 * WIDTH);
    FloatVector c6 = FloatVector.fromArray(FLOATS, tile, 6 * WIDTH);
    FloatVector c7 = FloatVector.fromArray(FLOATS, tile, 7 * WIDTH);
    FloatVector c8 = FloatVector.fromArray(FLOATS, tile, 8 * WIDTH);
    FloatVector c9 = FloatVector.fromArray(FLOATS, tile, 9 * WIDTH);
    FloatVector one = FloatVector.broadcast(FLOATS, 1f);
    for (int l = 0; l < depth; l++) {
      FloatVector b0 = FloatVector.fromArray(FLOATS, b, l * LANES);
      c0 = b0.fma(FloatVector.broadcast(FLOATS, above[l * STRIDE]), c0);
      c1 = b0.fma(FloatVector.broadcast(FLOATS, above[l * STRIDE + 1]), c1);
      c2 = b0.fma(FloatVector.broadcast(FLOATS, above[l * STRIDE + 2]), c2);
      c3 = b0.fma(FloatVector.broadcast(FLOATS, above[l * STRIDE + 3]), c3);
      c4 = b0.fma(FloatVector.broadcast(FLOATS, above[l * STRIDE + 4]), c4);
      c5 = b0.fma(FloatVector.broadcast(FLOATS, below[l * STRIDE]), c5);
      c6 = b0.fma(FloatVector.broadcast(FLOATS, below[l * STRIDE + 1]), c6);
      c7 = b0.fma(FloatVector.broadcast(FLOATS, below[l * STRIDE + 2]), c7);
      c8 = b0.fma(FloatVector.broadcast(FLOATS, below[l * STRIDE + 3]), c8);
      c9 = b0.fma(FloatVector.broadcast(FLOATS, below[l * STRIDE + 4]), c9);
    }
    one.mul(c0).intoArray(tile, 0);
    one.mul(c1).intoArray(tile, WIDTH);
    one.mul(c2).intoArray(tile, 2 * WIDTH);
    one.mul(c3).intoArray(tile, 3 * WIDTH);
    one.mul(c4).intoArray(tile, 4 * WIDTH);
    one.mul(c5).intoArray(tile, 5 * WIDTH);
    one.mul(c6).intoArray(tile, 6 * WIDTH);
    one.mul(c7).intoArray(tile, 7 * WIDTH);
    one.mul(c8).intoArray(tile, 8 * WIDTH);
    one.mul(c9).intoArray(tile, 9 * WIDTH);
  }
}
