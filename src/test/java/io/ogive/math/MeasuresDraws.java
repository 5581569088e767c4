package io.ogive.math;

import java.util.Arrays;

/** What the contracts of {@link Measures} draw, and how they compare it: bit by bit. */
abstract class MeasuresDraws {
  static final double[] SPECIAL = {0, -0.0, 0.5, -0.5, 1, 0.25, 1e-30, 0x1p-149};

  final Measures measures;
  final KeyedRandom random = KeyedRandom.of(1618);
  private final String name;

  MeasuresDraws(String name, Measures measures) {
    this.name = name;
    this.measures = measures;
  }

  /** In [-1, 1], some at the edges of sides, octaves and the core. */
  final double[] doubles(int length) {
    double[] numbers = new double[length];
    for (int i = 0; i < length; i++) {
      int kind = random.nextInt(12);
      numbers[i] = kind < 2 ? SPECIAL[random.nextInt(SPECIAL.length)] : 2 * random.nextDouble() - 1;
    }
    return numbers;
  }

  final float[] floats(int length) {
    double[] numbers = doubles(length);
    float[] floats = new float[length];
    for (int i = 0; i < length; i++) {
      floats[i] = (float) numbers[i];
    }
    return floats;
  }

  final void compare(String what, double[] actual, double[] expected) {
    for (int i = 0; i < expected.length; i++) {
      if (Double.doubleToLongBits(expected[i]) != Double.doubleToLongBits(actual[i])) {
        throw new AssertionError(
            "%s, %s, element %d: expected %a, got %a"
                .formatted(name, what, i, expected[i], actual[i]));
      }
    }
  }

  final void compare(String what, int[] actual, int[] expected) {
    if (!Arrays.equals(actual, expected)) {
      throw new AssertionError(
          "%s, %s: %s, expected %s"
              .formatted(name, what, Arrays.toString(actual), Arrays.toString(expected)));
    }
  }
}
