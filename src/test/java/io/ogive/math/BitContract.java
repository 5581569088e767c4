package io.ogive.math;

/**
 * What a contract of {@link Kernels} draws and how it compares it with an implementation: bit by
 * bit. Of NaN only that it is one is compared.
 */
abstract class BitContract {
  static final int[] LARGE = {127, 128, 129, 1000, 1023, 1024};

  final Kernels kernels;
  final KeyedRandom random = KeyedRandom.of(4711);

  BitContract(Kernels kernels) {
    this.kernels = kernels;
  }

  static int[] lengths() {
    int[] lengths = new int[68 + LARGE.length];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = i < 68 ? i : LARGE[i - 68];
    }
    return lengths;
  }

  /** Dense values, some zero and some tiny: products of the tiny ones leave a negative zero. */
  double[] numbers(int length) {
    double[] numbers = new double[length];
    for (int i = 0; i < length; i++) {
      double x = 2 * random.nextDouble() - 1;
      int kind = random.nextInt(16);
      numbers[i] = kind == 0 ? 0 : kind == 1 ? x * 0x1p-1000 : x;
    }
    return numbers;
  }

  static double[] widened(float[] values) {
    double[] result = new double[values.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = values[i];
    }
    return result;
  }

  final void compare(String what, double[] expected, double[] actual) {
    for (int i = 0; i < expected.length; i++) {
      if (Double.doubleToLongBits(expected[i]) != Double.doubleToLongBits(actual[i])) {
        throw new AssertionError(
            "%s, %s, element %d: expected %s (%s), got %s (%s)"
                .formatted(
                    kernels.name(),
                    what,
                    i,
                    expected[i],
                    Double.toHexString(expected[i]),
                    actual[i],
                    Double.toHexString(actual[i])));
      }
    }
  }
}
