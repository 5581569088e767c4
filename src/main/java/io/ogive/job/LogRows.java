package io.ogive.job;

import io.ogive.health.HealthTotal;
import io.ogive.health.LayerStats;
import io.ogive.health.MarginStats;
import io.ogive.health.SourceHealth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The rows that health.jsonl has of a round: every source, or where there are more than 1,024 of
 * them, those that are most apart, and the ordinary ones added up as {@link #REST}.
 *
 * <p>A source is as far apart as the worst of its figures: its distance from the median over all
 * sources, in units of the median distance.
 *
 * @param bySource rows by source, {@code REST} among them if there is one
 * @param merged how many sources the rest is the sum of
 */
record LogRows(Map<Integer, SourceHealth> bySource, int merged) {
  /** The most rows of a round. */
  static final int MOST = 1024;

  /** The number of no source. */
  static final int REST = -1;

  /** A tenth of a percent of a figure is no distance. */
  private static final double FLOOR = 1e-3;

  static LogRows of(HealthTotal health) {
    int count = health.sources().size();
    if (count <= MOST) {
      return new LogRows(health.sources(), 0);
    }
    List<Integer> sources = List.copyOf(health.sources().keySet());
    double[] distance = distances(List.copyOf(health.sources().values()));
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      order.add(i);
    }
    order.sort(Comparator.comparingDouble((Integer i) -> -distance[i]));
    List<Integer> kept = new ArrayList<>();
    order.subList(0, MOST - 1).forEach(i -> kept.add(sources.get(i)));
    Collections.sort(kept);
    HealthTotal split =
        health.groupedBy(source -> Collections.binarySearch(kept, source) >= 0 ? source : REST);
    return new LogRows(split.sources(), count - kept.size());
  }

  private static double[] distances(List<SourceHealth> all) {
    double[] largest = new double[all.size()];
    double[][] figures = all.stream().map(LogRows::figures).toArray(double[][]::new);
    for (int f = 0; f < figures[0].length; f++) {
      double[] column = new double[largest.length];
      for (int i = 0; i < column.length; i++) {
        column[i] = figures[i][f];
      }
      double middle = median(column);
      double[] away = Arrays.stream(column).map(x -> Math.abs(x - middle)).toArray();
      double unit = median(away) + FLOOR * Math.abs(middle) + Double.MIN_NORMAL;
      for (int i = 0; i < away.length; i++) {
        // What is not defined of a source does not set it apart.
        largest[i] = away[i] / unit > largest[i] ? away[i] / unit : largest[i];
      }
    }
    return largest;
  }

  private static double median(double[] values) {
    double[] known = Arrays.stream(values).filter(x -> !Double.isNaN(x)).sorted().toArray();
    return known.length == 0 ? Double.NaN : known[known.length / 2];
  }

  private static double[] figures(SourceHealth source) {
    double loss = 0;
    double positives = 0;
    MarginStats margins = source.margins();
    for (int k = 0; k < margins.classes(); k++) {
      loss += margins.label(k).sumLoss();
      positives += k * (double) margins.label(k).count();
    }
    double saturated = 0;
    double transmission = 1;
    for (LayerStats layer : source.hidden()) {
      saturated = Math.max(saturated, layer.saturatedShare());
      transmission = Math.min(transmission, layer.transmission());
    }
    return new double[] {
      Math.log((double) source.rows()),
      loss / margins.count(),
      positives / margins.count(),
      margins.rightShare(),
      source.labelCorrelation(),
      Math.log(source.outputSignal() / source.rows()),
      source.gradient().isObserved()
          ? Math.log(source.gradient().squaredNorm() / source.rows())
          : Double.NaN,
      saturated,
      transmission
    };
  }
}
