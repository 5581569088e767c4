package io.ogive.math;

import static io.ogive.math.VectorWidth.FLOATS;
import static io.ogive.math.VectorWidth.LANES;

import jdk.incubator.vector.FloatVector;

/**
 * {@link Kernels#gram} by tiles of c, 4 x 2 registers, that stay there while rows run. A tile over
 * the diagonal is computed whole, or by its left half if the right one lies above.
 *
 * <p>The registers are those of {@link VectorPanels}, though wider ones may exist: with floats of
 * two species in one JVM the compiler no longer knows which one a loop has, and allocates them.
 */
final class VectorGram {
  private static final int STRIP = Kernels.STRIP;
  private static final int HEIGHT = 4;
  private static final int WIDTH = 2 * LANES;

  private VectorGram() {}

  static void run(float[] x, int rows, int columns, float[] c) {
    int stride = Kernels.strips(columns) * STRIP;
    for (int j = 0; j < columns; j += HEIGHT) {
      int a = j / STRIP * rows * STRIP + j % STRIP;
      int end = Math.min(j + HEIGHT, columns);
      for (int k = 0; k < end; k += WIDTH) {
        int b = k / STRIP * rows * STRIP + k % STRIP;
        int to = j * stride + k;
        if (k + LANES < end) {
          addTile(x, a, b, rows, c, to, stride);
        } else {
          addHalf(x, a, b, rows, c, to, stride);
        }
      }
    }
  }

  private static void addTile(float[] x, int a, int b, int rows, float[] c, int to, int stride) {
    int to1 = to + stride;
    int to2 = to1 + stride;
    int to3 = to2 + stride;
    FloatVector c00 = FloatVector.fromArray(FLOATS, c, to);
    FloatVector c01 = FloatVector.fromArray(FLOATS, c, to + LANES);
    FloatVector c10 = FloatVector.fromArray(FLOATS, c, to1);
    FloatVector c11 = FloatVector.fromArray(FLOATS, c, to1 + LANES);
    FloatVector c20 = FloatVector.fromArray(FLOATS, c, to2);
    FloatVector c21 = FloatVector.fromArray(FLOATS, c, to2 + LANES);
    FloatVector c30 = FloatVector.fromArray(FLOATS, c, to3);
    FloatVector c31 = FloatVector.fromArray(FLOATS, c, to3 + LANES);
    for (int i = 0, row = a, column = b; i < rows; i++, row += STRIP, column += STRIP) {
      FloatVector b0 = FloatVector.fromArray(FLOATS, x, column);
      FloatVector b1 = FloatVector.fromArray(FLOATS, x, column + LANES);
      FloatVector a0 = FloatVector.broadcast(FLOATS, x[row]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      FloatVector a1 = FloatVector.broadcast(FLOATS, x[row + 1]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      FloatVector a2 = FloatVector.broadcast(FLOATS, x[row + 2]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      FloatVector a3 = FloatVector.broadcast(FLOATS, x[row + 3]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
    }
    c00.intoArray(c, to);
    c01.intoArray(c, to + LANES);
    c10.intoArray(c, to1);
    c11.intoArray(c, to1 + LANES);
    c20.intoArray(c, to2);
    c21.intoArray(c, to2 + LANES);
    c30.intoArray(c, to3);
    c31.intoArray(c, to3 + LANES);
  }

  private static void addHalf(float[] x, int a, int b, int rows, float[] c, int to, int stride) {
    int to1 = to + stride;
    int to2 = to1 + stride;
    int to3 = to2 + stride;
    FloatVector c0 = FloatVector.fromArray(FLOATS, c, to);
    FloatVector c1 = FloatVector.fromArray(FLOATS, c, to1);
    FloatVector c2 = FloatVector.fromArray(FLOATS, c, to2);
    FloatVector c3 = FloatVector.fromArray(FLOATS, c, to3);
    for (int i = 0, row = a, column = b; i < rows; i++, row += STRIP, column += STRIP) {
      FloatVector b0 = FloatVector.fromArray(FLOATS, x, column);
      c0 = b0.fma(FloatVector.broadcast(FLOATS, x[row]), c0);
      c1 = b0.fma(FloatVector.broadcast(FLOATS, x[row + 1]), c1);
      c2 = b0.fma(FloatVector.broadcast(FLOATS, x[row + 2]), c2);
      c3 = b0.fma(FloatVector.broadcast(FLOATS, x[row + 3]), c3);
    }
    c0.intoArray(c, to);
    c1.intoArray(c, to1);
    c2.intoArray(c, to2);
    c3.intoArray(c, to3);
  }
}
