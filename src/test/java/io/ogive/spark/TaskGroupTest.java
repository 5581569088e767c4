package io.ogive.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.ogive.math.KeyedRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which partitions a task passes over. */
class TaskGroupTest {
  private static final long SEED = 20260404;

  @Test
  void everyPartitionWithRowsIsInOneGroupNearItsCache() {
    KeyedRandom random = KeyedRandom.of(SEED);
    for (int trial = 0; trial < 200; trial++) {
      int partitions = 1 + random.nextInt(60);
      int most = 1 + random.nextInt(20);
      long[] rows = new long[partitions];
      String[] locations = new String[partitions];
      for (int p = 0; p < partitions; p++) {
        rows[p] = random.nextInt(5) == 0 ? 0 : random.nextInt(1000);
        locations[p] = List.of("", "a", "b", "c").get(random.nextInt(4));
      }
      List<TaskGroup> groups = TaskGroup.of(rows, locations, most);
      assertThat(groups.stream().flatMapToInt(g -> Arrays.stream(g.partitions())).sorted())
          .as("seed %d, trial %d", SEED, trial)
          .containsExactlyElementsOf(
              IntStream.range(0, partitions).filter(p -> rows[p] > 0).boxed().toList());
      for (TaskGroup group : groups) {
        assertThat(group.partitions()).isNotEmpty().isSorted();
        for (int p : group.partitions()) {
          assertThat(locations[p]).isEqualTo(group.location());
        }
      }
      assertThat(groups.size()).isLessThanOrEqualTo(Math.max(most, 4));
    }
  }

  @Test
  void groupsOfOnePlaceHaveAboutAsManyRows() {
    long[] rows = IntStream.range(0, 1000).mapToLong(p -> 1 + p % 97).toArray();
    String[] locations = new String[rows.length];
    Arrays.fill(locations, "here");
    List<TaskGroup> groups = TaskGroup.of(rows, locations, 8);
    assertThat(groups).hasSize(8);
    long[] sums =
        groups.stream()
            .mapToLong(g -> Arrays.stream(g.partitions()).mapToLong(p -> rows[p]).sum())
            .toArray();
    long least = Arrays.stream(sums).min().orElseThrow();
    assertThat(Arrays.stream(sums).max().orElseThrow()).isLessThanOrEqualTo(least + 97);
  }

  @Test
  void placesShareTheTasks() {
    long[] rows = new long[40];
    Arrays.fill(rows, 10);
    String[] locations = new String[40];
    Map<String, Integer> tasks = new HashMap<>();
    for (int p = 0; p < 40; p++) {
      locations[p] = p % 2 == 0 ? "a" : "b";
    }
    TaskGroup.of(rows, locations, 6).forEach(g -> tasks.merge(g.location(), 1, Integer::sum));
    assertThat(tasks).isEqualTo(Map.of("a", 3, "b", 3));
  }

  @Test
  void withoutRowsThereIsNoGroup() {
    assertThat(TaskGroup.of(new long[3], new String[] {"", "", ""}, 4)).isEmpty();
    assertThat(TaskGroup.of(new long[0], new String[0], 4)).isEmpty();
  }
}
