package io.ogive.report.chart;

/**
 * Points that belong together, in the order of x; a y that is not a number leaves a gap.
 *
 * @param dashed for what is compared with, or predicted
 * @param dots whether each point is marked
 */
public record Series(String name, Tone tone, boolean dashed, boolean dots, double[] x, double[] y) {
  /**
   * Points.
   *
   * @throws IllegalArgumentException if there are not as many y as x
   */
  public Series {
    if (x.length != y.length) {
      throw new IllegalArgumentException("%d x and %d y".formatted(x.length, y.length));
    }
    x = x.clone();
    y = y.clone();
  }

  /** A line through all points. */
  public static Series line(String name, Tone tone, double[] x, double[] y) {
    return new Series(name, tone, false, false, x, y);
  }

  /** The same points, the line broken into dashes. */
  public Series withDashes() {
    return new Series(name, tone, true, dots, x, y);
  }

  /** The same points, each marked. */
  public Series withDots() {
    return new Series(name, tone, dashed, true, x, y);
  }
}
