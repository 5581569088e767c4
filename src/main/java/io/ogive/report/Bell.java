package io.ogive.report;

import io.ogive.report.chart.Axis;
import io.ogive.report.chart.Histogram;
import io.ogive.report.chart.Series;
import io.ogive.report.chart.Tone;
import java.util.ArrayList;
import java.util.List;

/**
 * Octaves where they lie under the bell of the slope: octave k stands over those z whose slope is
 * in its range, on both sides of 0. The last bar holds all octaves from there on.
 */
final class Bell {
  /** Beyond this octave they are drawn as one. */
  private static final int LAST = 13;

  private final double stretch;
  private final List<Double> edges = new ArrayList<>();

  /**
   * A bell.
   *
   * @param stretch of z: 1 for the sigmoid, a half for tanh, which is the sigmoid at twice z
   */
  Bell(double stretch) {
    this.stretch = stretch;
    for (int k = LAST; k >= 1; k--) {
      edges.add(-stretch * Octave.edge(k));
    }
    edges.add(0.0);
    for (int k = 1; k <= LAST; k++) {
      edges.add(stretch * Octave.edge(k));
    }
  }

  /** Counts by octave, those of the low side mirrored, each as a share of all in percent. */
  double[] shares(double[] low, double[] high, double all) {
    double[] shares = new double[2 * LAST];
    for (int k = 0; k < low.length; k++) {
      int octave = Math.max(1, Math.min(LAST, k));
      shares[LAST - octave] += 100 * low[k] / all;
      shares[LAST + octave - 1] += 100 * (k < high.length ? high[k] : 0) / all;
    }
    return shares;
  }

  /** Those shares that lie in the octaves from one up to another, nothing elsewhere. */
  static double[] within(double[] shares, int from, int to) {
    double[] part = new double[shares.length];
    for (int k = Math.max(1, from); k <= Math.min(to, LAST); k++) {
      part[LAST - k] = shares[LAST - k];
      part[LAST + k - 1] = shares[LAST + k - 1];
    }
    return part;
  }

  Histogram chart(String title, String text, String variable, List<Histogram.Part> parts) {
    double end = stretch * Octave.edge(LAST);
    double[] x = new double[121];
    double[] slope = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = end * (i - 60) / 60;
      double h = 1 / (1 + StrictMath.exp(-x[i] / stretch));
      slope[i] = 400 * h * (1 - h);
    }
    return new Histogram(
        title,
        text,
        Axis.linear(variable, "logits").from(-end).to(end),
        Axis.linear("share, slope", "% of all, % of the largest").from(0).to(100),
        edges,
        parts,
        List.of(Series.line("slope", Tone.SIXTH, x, slope)));
  }
}
