package io.ogive.math;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** What {@link Kernels#addNearest} promises, in integers of any size. */
final class NearestContract extends BitContract {
  private static final int BOUND_BITS = 103;
  private static final int FIRST = 2;

  NearestContract(Kernels kernels) {
    super(kernels);
  }

  void addNearest() {
    for (int fractionBits : new int[] {64, 80, 100}) {
      for (int n : lengths()) {
        addNearest(n, fractionBits);
      }
    }
  }

  private void addNearest(int n, int fractionBits) {
    double[] values = new double[n + 3];
    long[] high = new long[n + 5];
    long[] low = new long[n + 5];
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.scalb(units(), -fractionBits);
    }
    for (int i = 0; i < high.length; i++) {
      high[i] = random.nextLong() >> random.nextInt(64);
      low[i] = random.nextInt(4) == 0 ? -random.nextInt(2) : random.nextLong();
    }
    long[] expectedHigh = high.clone();
    long[] expectedLow = low.clone();
    for (int i = 0; i < n; i++) {
      BigInteger low64 = new BigInteger(Long.toUnsignedString(low[FIRST + i]));
      BigInteger sum =
          BigInteger.valueOf(high[FIRST + i])
              .shiftLeft(64)
              .add(low64)
              .add(nearest(values[i], fractionBits));
      expectedHigh[FIRST + i] = sum.shiftRight(64).longValue();
      expectedLow[FIRST + i] = sum.longValue();
    }
    kernels.addNearest(values, n, fractionBits, high, low, FIRST);
    for (int i = 0; i < high.length; i++) {
      if (high[i] != expectedHigh[i] || low[i] != expectedLow[i]) {
        throw new AssertionError(
            "%s, nearest of %d, %d fraction bits, element %d: expected %016x%016x, got %016x%016x"
                .formatted(
                    kernels.name(),
                    n,
                    fractionBits,
                    i,
                    expectedHigh[i],
                    expectedLow[i],
                    high[i],
                    low[i]));
      }
    }
  }

  static BigInteger nearest(double value, int fractionBits) {
    return new BigDecimal(value)
        .multiply(new BigDecimal(BigInteger.ONE.shiftLeft(fractionBits)))
        .setScale(0, RoundingMode.HALF_EVEN)
        .toBigIntegerExact();
  }

  /** A number of units under the bound: of any size, a half, at the seam of two words, an end. */
  private double units() {
    double sign = random.nextInt(2) == 0 ? 1 : -1;
    double below = Math.nextDown(Math.scalb(1.0, BOUND_BITS));
    return sign
        * switch (random.nextInt(8)) {
          case 0 -> 0;
          case 1 -> Double.MIN_VALUE;
          case 2 -> random.nextInt(100) + 0.5;
          case 3 -> Math.scalb(random.nextInt(1 << 20) + 0.5, 52);
          case 4 -> Math.scalb(1 + random.nextInt(3) * 0x1p-52, 48 + random.nextInt(54));
          case 5 -> below;
          default -> Math.scalb(random.nextDouble(), random.nextInt(BOUND_BITS + 5) - 4) % below;
        };
  }
}
