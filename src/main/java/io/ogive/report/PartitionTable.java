package io.ogive.report;

import io.ogive.report.chart.Markup;
import io.ogive.report.chart.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The partitions that stand furthest from the others in the last round: by the largest distance of
 * one of their figures from the median, in units of the median distance.
 */
final class PartitionTable {
  private static final int MOST = 8;

  private PartitionTable() {}

  static void write(Markup page, Side side) {
    List<SourceFigures> all = side.run().health().last();
    Map<String, Function<SourceFigures, String>> columns = columns(side.run(), all);
    List<List<String>> rows = new ArrayList<>();
    for (SourceFigures source : worst(side.run(), all)) {
      rows.add(columns.values().stream().map(column -> column.apply(source)).toList());
    }
    int words = columns.containsKey("File") ? 3 : 2;
    boolean groups = side.run().health().map().isGrouped();
    Tables.write(
        page,
        side.title(groups ? "Groups of the last round" : "Partitions of the last round"),
        List.copyOf(columns.keySet()),
        rows,
        words);
  }

  private static Map<String, Function<SourceFigures, String>> columns(
      Run run, List<SourceFigures> all) {
    Map<String, Function<SourceFigures, String>> columns = new LinkedHashMap<>();
    columns.put(run.health().map().isGrouped() ? "Group" : "Partition", SourceFigures::name);
    if (all.stream().anyMatch(source -> !source.file().isEmpty())) {
      columns.put("File", source -> source.file().isEmpty() ? Numbers.NONE : source.file());
    }
    columns.put("Alerts", source -> alerts(run, source.source()));
    columns.put("Rows", source -> Numbers.of(source.figures().rows()));
    add(columns, all, "Loss, nats", s -> s.figures().meanLoss(), v -> Numbers.column(v, 3));
    add(columns, all, "Right", s -> s.figures().rightShare(), Numbers::percent);
    if (all.stream().allMatch(s -> s.figures().labels().isEmpty())) {
      add(columns, all, "rms of p − y", s -> s.figures().outputSignal(), v -> Numbers.column(v, 3));
    }
    add(columns, all, "Saturated", s -> s.figures().worstSaturated(), Numbers::percent);
    add(columns, all, "Least T", s -> s.figures().worstTransmission(), v -> Numbers.column(v, 3));
    boolean earlier = run.health().full() != run.health().map().lastRound();
    String when = earlier ? ", round " + run.health().full() : "";
    add(columns, all, "Gradient cosine" + when, SourceFigures::cosine, v -> Numbers.column(v, 2));
    add(
        columns,
        all,
        "Stability index" + when,
        SourceFigures::stability,
        v -> Numbers.column(v, 2));
    add(columns, all, "Prior shift, logits", SourceFigures::priorShift, v -> Numbers.column(v, 2));
    return columns;
  }

  private static void add(
      Map<String, Function<SourceFigures, String>> columns,
      List<SourceFigures> all,
      String name,
      ToDoubleFunction<SourceFigures> figure,
      Function<Double, String> text) {
    if (all.stream().anyMatch(source -> !Double.isNaN(figure.applyAsDouble(source)))) {
      columns.put(name, source -> text.apply(figure.applyAsDouble(source)));
    }
  }

  private static String alerts(Run run, int source) {
    Set<String> rules = new LinkedHashSet<>();
    run.alerts().stream()
        .filter(alert -> alert.source() == source)
        .forEach(alert -> rules.add(alert.rule()));
    return rules.isEmpty() ? Numbers.NONE : String.join(", ", rules);
  }

  private static List<SourceFigures> worst(Run run, List<SourceFigures> all) {
    double[] distance = new double[all.size()];
    List<ToDoubleFunction<SourceFigures>> figures =
        List.of(
            source -> source.figures().meanLoss(),
            source -> source.figures().outputSignal(),
            source -> source.figures().worstOctaves());
    figures.forEach(figure -> addDistances(distance, all, figure));
    Set<Integer> named = run.alerts().stream().map(AlertLine::source).collect(Collectors.toSet());
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < distance.length; i++) {
      order.add(i);
    }
    order.sort(
        Comparator.<Integer, Boolean>comparing(i -> !named.contains(all.get(i).source()))
            .thenComparing(i -> -distance[i])
            .thenComparing(i -> all.get(i).source()));
    return order.stream().limit(MOST).map(all::get).toList();
  }

  private static void addDistances(
      double[] distance, List<SourceFigures> all, ToDoubleFunction<SourceFigures> figure) {
    double[] values = all.stream().mapToDouble(figure).toArray();
    double middle = median(values);
    double[] off = Arrays.stream(values).map(value -> Math.abs(value - middle)).toArray();
    double usual = Math.max(median(off), 1e-3 * Math.abs(middle) + 1e-9);
    for (int i = 0; i < off.length; i++) {
      if (off[i] / usual > distance[i]) {
        distance[i] = off[i] / usual;
      }
    }
  }

  private static double median(double[] values) {
    double[] sorted = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
    return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
  }
}
