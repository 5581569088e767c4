package io.ogive.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import io.ogive.math.FloatMatrix;
import io.ogive.math.Products;
import java.util.Random;

/**
 * Float32 products on the shapes of back-propagation, ours and the native BLAS in turns, each pair
 * in the other order than the one before. Turns are short, so that whatever else runs on the
 * machine hits both.
 */
final class Products32 {
  /** Rows, inner length and columns, and whether the left or the right operand is transposed. */
  private record Shape(int m, int k, int n, boolean turnA, boolean turnB) {
    @Override
    public String toString() {
      return "%dx%dx%d%s%s".formatted(m, k, n, turnA ? " left'" : "", turnB ? " right'" : "");
    }
  }

  private static final Shape[] SHAPES = {
    new Shape(256, 784, 128, false, false),
    new Shape(784, 256, 128, true, false),
    new Shape(256, 128, 784, false, true),
    new Shape(128, 784, 100, false, false),
    new Shape(784, 128, 100, true, false)
  };
  private static final int TURNS = 301;
  private static final long TURN_NANOS = 2_000_000;
  private static final long WARM_UP_NANOS = 500_000_000;

  private Products32() {}

  static ObjectNode timed() {
    BLAS blas = NativeBLAS.getInstance();
    ObjectNode answer = Line.object().put("blas", blas.getClass().getSimpleName());
    ArrayNode list = answer.putArray("shapes");
    for (Shape shape : SHAPES) {
      float[] a = drawn(shape.m * shape.k);
      float[] b = drawn(shape.k * shape.n);
      float[] c = new float[shape.m * shape.n];
      Products products = Products.best();
      ObjectNode node = list.addObject().put("shape", shape.toString());
      ArrayNode ours = node.putArray("ours");
      ArrayNode theirs = node.putArray("theirs");
      Runnable mine = () -> multiply(products, shape, a, b, c);
      Runnable other = () -> multiply(blas, shape, a, b, c);
      seconds(mine, WARM_UP_NANOS);
      for (int turn = 0; turn < TURNS; turn++) {
        if (turn % 2 == 0) {
          ours.add(seconds(mine, TURN_NANOS));
          theirs.add(seconds(other, TURN_NANOS));
        } else {
          theirs.add(seconds(other, TURN_NANOS));
          ours.add(seconds(mine, TURN_NANOS));
        }
      }
    }
    return answer;
  }

  private static void multiply(Products products, Shape s, float[] a, float[] b, float[] c) {
    FloatMatrix left =
        s.turnA ? FloatMatrix.of(a, s.k, s.m).transposed() : FloatMatrix.of(a, s.m, s.k);
    FloatMatrix right =
        s.turnB ? FloatMatrix.of(b, s.n, s.k).transposed() : FloatMatrix.of(b, s.k, s.n);
    products.multiply(left, right, c);
  }

  /** What is row-major here is the transpose there. */
  private static void multiply(BLAS blas, Shape s, float[] a, float[] b, float[] c) {
    String first = s.turnB ? "T" : "N";
    String second = s.turnA ? "T" : "N";
    int bRow = s.turnB ? s.k : s.n;
    int aRow = s.turnA ? s.m : s.k;
    blas.sgemm(first, second, s.n, s.m, s.k, 1f, b, bRow, a, aRow, 0f, c, s.n);
  }

  /** Seconds of one product, over so many nanoseconds of them. */
  private static double seconds(Runnable product, long nanos) {
    long start = System.nanoTime();
    int count = 0;
    do {
      product.run();
      count++;
    } while (System.nanoTime() - start < nanos);
    return (System.nanoTime() - start) / 1e9 / count;
  }

  private static float[] drawn(int n) {
    Random random = new Random(n);
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return values;
  }
}
