package io.ogive.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import scala.Tuple2;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The partitions that one task passes over.
 *
 * @param location where they are cached; empty where nobody knows
 * @param partitions ascending
 */
record TaskGroup(String location, int[] partitions) {

  /**
   * Groups all partitions that have rows: at most {@code most}, or one a location where there are
   * more of these. Each location gets its share of the groups, and there the largest partitions are
   * dealt first, each to the group with the fewest rows.
   */
  static List<TaskGroup> of(long[] rows, String[] locations, int most) {
    Map<String, List<Integer>> byLocation = new TreeMap<>();
    for (int p = 0; p < rows.length; p++) {
      if (rows[p] > 0) {
        byLocation.computeIfAbsent(locations[p], l -> new ArrayList<>()).add(p);
      }
    }
    List<TaskGroup> groups = new ArrayList<>();
    int left = most;
    int locationsLeft = byLocation.size();
    for (Map.Entry<String, List<Integer>> at : byLocation.entrySet()) {
      int share = Math.max(1, (left + locationsLeft - 1) / locationsLeft);
      List<TaskGroup> here = dealt(at.getKey(), at.getValue(), rows, share);
      groups.addAll(here);
      left -= here.size();
      locationsLeft--;
    }
    return groups;
  }

  private static List<TaskGroup> dealt(
      String location, List<Integer> partitions, long[] rows, int most) {
    record Pile(int number, long[] rows, List<Integer> partitions) {}
    PriorityQueue<Pile> piles =
        new PriorityQueue<>(
            Comparator.<Pile>comparingLong(pile -> pile.rows[0]).thenComparingInt(Pile::number));
    for (int i = 0; i < Math.min(most, partitions.size()); i++) {
      piles.add(new Pile(i, new long[1], new ArrayList<>()));
    }
    List<Integer> largestFirst = new ArrayList<>(partitions);
    largestFirst.sort(Comparator.<Integer>comparingLong(p -> rows[p]).reversed());
    for (int p : largestFirst) {
      Pile least = piles.remove();
      least.partitions.add(p);
      least.rows[0] += rows[p];
      piles.add(least);
    }
    return piles.stream()
        .sorted(Comparator.comparingInt(Pile::number))
        .map(pile -> new TaskGroup(location, ascending(pile.partitions)))
        .toList();
  }

  private static int[] ascending(List<Integer> partitions) {
    int[] sorted = partitions.stream().mapToInt(Integer::intValue).toArray();
    Arrays.sort(sorted);
    return sorted;
  }

  /** The partitions with the place they should be passed over, as Spark takes it. */
  Tuple2<int[], Seq<String>> preferring() {
    List<String> places = location.isEmpty() ? List.of() : List.of(location);
    return new Tuple2<>(partitions, CollectionConverters.asScala(places).toList());
  }
}
