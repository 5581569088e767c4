package io.ogive.report;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Partitions by rounds.
 *
 * @param rounds the columns
 * @param sources the rows
 * @param groups what rows are called, where they are groups of rows by a column
 * @param hidden octaves of the worst hidden layer; NaN without one
 * @param output octaves of the output: halvings of the truth's probability, or, where the label is
 *     a number, doublings of the error above that of all rows
 */
record PartitionMap(
    List<Integer> rounds,
    List<Integer> sources,
    Map<Integer, String> groups,
    double[][] hidden,
    double[][] output) {

  /** The map of what is known of each round's partitions. */
  static PartitionMap of(SortedMap<Integer, List<SourceFigures>> byRound) {
    TreeSet<Integer> names = new TreeSet<>();
    Map<Integer, String> groups = new TreeMap<>();
    for (List<SourceFigures> all : byRound.values()) {
      for (SourceFigures source : all) {
        names.add(source.source());
        if (!source.group().isEmpty()) {
          groups.put(source.source(), source.group());
        }
      }
    }
    List<Integer> rows = List.copyOf(names);
    List<Integer> order = List.copyOf(byRound.keySet());
    double[][] hidden = nothing(rows.size(), order.size());
    double[][] output = nothing(rows.size(), order.size());
    for (int c = 0; c < order.size(); c++) {
      List<SourceFigures> all = byRound.get(order.get(c));
      double signal = OutputOctaves.wholeSignal(all);
      for (SourceFigures source : all) {
        int r = Collections.binarySearch(rows, source.source());
        hidden[r][c] = source.figures().worstOctaves();
        output[r][c] = OutputOctaves.of(source.figures(), signal);
      }
    }
    return new PartitionMap(order, rows, groups, hidden, output);
  }

  private static double[][] nothing(int rows, int columns) {
    double[][] values = new double[rows][columns];
    for (double[] row : values) {
      Arrays.fill(row, Double.NaN);
    }
    return values;
  }

  /** The number of the last round; below 0 of none. */
  int lastRound() {
    return rounds.isEmpty() ? -1 : rounds.get(rounds.size() - 1);
  }

  /** Whether rows are groups by a column. */
  boolean isGrouped() {
    return !groups.isEmpty();
  }

  /** A partition, or a group, as tables and maps name it. */
  String name(int source) {
    return groups.getOrDefault(source, SourceFigures.name(source));
  }

  /** What a row is. */
  String what() {
    return isGrouped() ? "group" : "partition";
  }

  /** What a row is in all of these. */
  static String word(List<Side> sides) {
    boolean grouped = sides.stream().allMatch(side -> side.run().health().map().isGrouped());
    return grouped ? "group" : "partition";
  }

  /** Rows as a heading names them. */
  static String title(List<Side> sides) {
    return word(sides).equals("group") ? "Groups" : "Partitions";
  }

  boolean isEmpty() {
    return rounds.isEmpty() || sources.isEmpty();
  }

  static boolean holdsAny(double[][] values) {
    for (double[] row : values) {
      for (double value : row) {
        if (!Double.isNaN(value)) {
          return true;
        }
      }
    }
    return false;
  }
}
