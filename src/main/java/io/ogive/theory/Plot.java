package io.ogive.theory;

import java.util.List;

/**
 * What a claim draws.
 *
 * @param logarithmic whether the y axis is
 */
record Plot(String x, String y, boolean logarithmic, List<Curve> curves) {
  Plot {
    curves = List.copyOf(curves);
  }

  Plot(String x, String y, Curve... curves) {
    this(x, y, false, List.of(curves));
  }

  /** Points in the order in which a line joins them. */
  record Curve(String name, double[] x, double[] y) {
    Curve {
      if (x.length != y.length) {
        throw new IllegalArgumentException(
            "curve '%s' has %d x and %d y".formatted(name, x.length, y.length));
      }
    }

    /** Values at 0, 1, 2 and so on. */
    static Curve of(String name, double... y) {
      return from(0, name, y);
    }

    /** Values at {@code first} and the whole numbers after it. */
    static Curve from(int first, String name, double... y) {
      double[] x = new double[y.length];
      for (int i = 0; i < x.length; i++) {
        x[i] = first + i;
      }
      return new Curve(name, x, y);
    }
  }
}
