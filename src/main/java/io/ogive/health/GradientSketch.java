package io.ogive.health;

import io.ogive.math.ExactSums;
import io.ogive.math.Kernels;
import io.ogive.math.Measures;
import java.io.Serializable;

/**
 * A CountSketch (Charikar, Chen and Farach-Colton 2002) of a gradient: 256 numbers, each the sum,
 * with random signs, of the gradient's numbers that fall on it.
 *
 * <p>It is linear, so sketches of parts add to that of the whole. The product of two sketches
 * estimates that of their gradients without bias and with a standard error of about |a| |b| / sqrt(
 * 256); of gradients of no more than 256 numbers it is the product itself.
 *
 * <p>The gradient is the sum over rows of weight times the gradient of the loss, without penalty,
 * in the coordinates of the pass: of logistic models by slot, stored values scaled by powers of
 * two, and last by the intercept, logit by logit; of networks by {@code Network.parameters()}.
 */
public final class GradientSketch implements Serializable {
  /** The numbers of a sketch. */
  public static final int NUMBERS = 256;

  private ExactSums sums = new ExactSums(0, ExactSums.FINE);

  /** A part of a gradient on its way into the sketch, in plain doubles. */
  public static final class Part {
    private static final int PIECE = Long.SIZE;

    // As long again as a sketch, so that a chunk that is turned need not be cut.
    private final double[] places = new double[2 * NUMBERS];
    private final Measures measures = Kernels.best().measures();

    /** Adds {@code g[i]} as number {@code first + i} of the gradient, for i below n. */
    public void add(double[] g, int n, long first) {
      for (int i = 0; i < n; ) {
        long index = first + i;
        if (isWhole(index, n - i)) {
          measures.addSigned(g, i, SketchHash.signs(index), places, SketchHash.place(index));
          i += PIECE;
        } else {
          add(g[i], index);
          i++;
        }
      }
    }

    /** The same of float32. */
    public void add(float[] g, int n, long first) {
      for (int i = 0; i < n; ) {
        long index = first + i;
        if (isWhole(index, n - i)) {
          measures.addSigned(g, i, SketchHash.signs(index), places, SketchHash.place(index));
          i += PIECE;
        } else {
          add(g[i], index);
          i++;
        }
      }
    }

    /** Whether all numbers that share a word of signs with the one at an index are to come. */
    private static boolean isWhole(long index, int left) {
      return index % PIECE == 0 && left >= PIECE;
    }

    /** Adds one number of the gradient by its code among {@link GradientSketch#codes}. */
    public void addCoded(double value, int code) {
      long sign = (long) (code & Integer.MIN_VALUE) << Integer.SIZE;
      places[code & (NUMBERS - 1)] +=
          Double.longBitsToDouble(Double.doubleToRawLongBits(value) ^ sign);
    }

    /** Adds one number of the gradient. */
    public void add(double value, long index) {
      int place = SketchHash.place(index);
      long sign = SketchHash.signs(index) >>> (index % PIECE);
      places[place] += (sign & 1) == 0 ? value : -value;
    }

    private double[] numbers(double factor) {
      double[] numbers = new double[NUMBERS];
      for (int i = 0; i < NUMBERS; i++) {
        numbers[i] = factor * (places[i] + places[NUMBERS + i]);
      }
      return numbers;
    }
  }

  /** Of each of the first numbers of a gradient its place, and in the highest bit its sign. */
  public static int[] codes(int size) {
    int[] codes = new int[size];
    for (int i = 0; i < size; i += Long.SIZE) {
      long signs = SketchHash.signs(i);
      int place = SketchHash.place(i);
      for (int k = 0; k < Math.min(Long.SIZE, size - i); k++) {
        int sign = (int) (signs >>> k & 1) << (Integer.SIZE - 1);
        codes[i + k] = (place + k) % NUMBERS | sign;
      }
    }
    return codes;
  }

  /**
   * Adds a part.
   *
   * @throws io.ogive.math.NotRepresentableException if a sum leaves its range or is not a number
   */
  public void observe(Part part) {
    observe(part, 1);
  }

  /** Adds a part times a factor. */
  public void observe(Part part, double factor) {
    allocate();
    sums.add(part.numbers(factor));
  }

  private void allocate() {
    if (!isObserved()) {
      sums = new ExactSums(NUMBERS, ExactSums.FINE);
    }
  }

  /**
   * Adds what another saw to this.
   *
   * @throws io.ogive.math.NotRepresentableException if a sum leaves its range
   */
  public GradientSketch mergeWith(GradientSketch other) {
    if (other.isObserved()) {
      allocate();
      sums.mergeWith(other.sums);
    }
    return this;
  }

  /** Whether there is a sketch; if not, norms are 0 and cosines NaN. */
  public boolean isObserved() {
    return sums.length() > 0;
  }

  /** The numbers; none if there is no sketch. */
  public double[] numbers() {
    return sums.values();
  }

  /** The squared norm of the gradient, estimated. */
  public double squaredNorm() {
    return dot(this);
  }

  /** The product of two gradients, estimated. */
  public double dot(GradientSketch other) {
    if (!isObserved() || !other.isObserved()) {
      return 0;
    }
    double[] a = numbers();
    double[] b = other.numbers();
    double sum = 0;
    for (int i = 0; i < NUMBERS; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** The cosine of the angle between two gradients, estimated; NaN where one is 0. */
  public double cosine(GradientSketch other) {
    double cosine = dot(other) / Math.sqrt(squaredNorm() * other.squaredNorm());
    return Math.max(-1, Math.min(1, cosine));
  }
}
