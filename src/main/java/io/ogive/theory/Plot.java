package io.ogive.theory;

import io.ogive.report.chart.Axis;
import io.ogive.report.chart.LineChart;
import io.ogive.report.chart.Series;
import io.ogive.report.chart.Tone;
import java.util.ArrayList;
import java.util.List;

/**
 * What a claim draws.
 *
 * @param seen what is to be seen in it
 */
record Plot(String seen, Axis x, Axis y, List<Curve> curves) {
  Plot {
    curves = List.copyOf(curves);
  }

  Plot(String seen, Axis x, Axis y, Curve... curves) {
    this(seen, x, y, List.of(curves));
  }

  /**
   * Points in the order in which a line joins them.
   *
   * @param predicted whether theory says so, and nobody measured it
   */
  record Curve(String name, boolean predicted, double[] x, double[] y) {
    static Curve measured(String name, double[] x, double[] y) {
      return new Curve(name, false, x, y);
    }

    static Curve predicted(String name, double[] x, double[] y) {
      return new Curve(name, true, x, y);
    }

    /** Measured at 0, 1, 2 and so on. */
    static Curve measured(String name, double[] y) {
      return new Curve(name, false, numbers(y.length), y);
    }

    /** Predicted at 0, 1, 2 and so on. */
    static Curve predicted(String name, double[] y) {
      return new Curve(name, true, numbers(y.length), y);
    }

    /** The same prediction from one x to another. */
    static Curve level(String name, double from, double to, double y) {
      return new Curve(name, true, new double[] {from, to}, new double[] {y, y});
    }

    private static double[] numbers(int n) {
      double[] x = new double[n];
      for (int i = 0; i < n; i++) {
        x[i] = i;
      }
      return x;
    }
  }

  LineChart chart(String title) {
    List<Series> series = new ArrayList<>();
    int tones = 0;
    for (Curve curve : curves) {
      Tone tone = curve.predicted() ? Tone.MUTED : Tone.category(tones++);
      Series line = Series.line(curve.name(), tone, curve.x(), curve.y());
      series.add(curve.predicted() ? line.withDashes() : line);
    }
    return new LineChart(title, seen, x, y, series);
  }
}
