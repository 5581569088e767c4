package io.ogive.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ogive.testing.LocalSpark;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.RDDBlockId;
import org.apache.spark.storage.StorageLevel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Scans of what memory holds find what a job finds, and leave no trace where they fail. */
class NearScanTest {
  private static final List<Integer> ALL = List.of(0, 1, 2);

  private final JavaRDD<Integer> held =
      JavaSparkContext.fromSparkContext(LocalSpark.session("local[2]").sparkContext())
          .parallelize(List.of(1, 2, 3, 4, 5, 6), 3)
          .persist(StorageLevel.MEMORY_ONLY());

  @AfterEach
  void forget() {
    held.unpersist(true);
  }

  private static List<Integer> list(Iterator<Integer> rows) {
    List<Integer> list = new ArrayList<>();
    rows.forEachRemaining(list::add);
    return list;
  }

  private static boolean isCached(int rdd, int partition) {
    return SparkEnv.get().blockManager().getStatus(new RDDBlockId(rdd, partition)).isDefined();
  }

  private static void lose(int rdd, int partition) {
    SparkEnv.get().blockManager().removeBlock(new RDDBlockId(rdd, partition), true);
  }

  /** Twice the numbers, in the cache once they are asked for. */
  private JavaRDD<Integer> doubled() {
    return MappedPartitions.of(
            held.rdd(), (p, rows) -> list(rows).stream().map(i -> 2 * i).iterator())
        .persist(StorageLevel.MEMORY_ONLY());
  }

  @Test
  void whatIsNotInMemoryIsLeftToAJob() {
    assertThat(NearScan.of(doubled().rdd(), NearScanTest::list, ALL)).isEmpty();
  }

  @Test
  void partitionsInMemoryAreMadeAndCachedAsByAJob() {
    held.count();
    JavaRDD<Integer> near = doubled();
    int before = LocalSpark.jobs();
    assertThat(NearScan.of(near.rdd(), NearScanTest::list, ALL))
        .contains(List.of(List.of(2, 4), List.of(6, 8), List.of(10, 12)));
    assertThat(ALL).allMatch(p -> isCached(near.id(), p));
    assertThat(LocalSpark.jobs()).isEqualTo(before);
    assertThat(near.collect()).isEqualTo(doubled().collect());
    near.unpersist(true);
  }

  @Test
  void aPartitionThatIsLostInTheMiddleLeavesNothingAndIsFoundByAJob() {
    held.count();
    int id = held.id();
    JavaRDD<Integer> near =
        MappedPartitions.of(
                held.rdd(),
                (int p, Iterator<Integer> rows) -> {
                  if (p < 2) { // of two threads one comes to the third partition after that
                    lose(id, 2);
                  }
                  return rows;
                })
            .persist(StorageLevel.MEMORY_ONLY());
    assertThat(NearScan.of(near.rdd(), NearScanTest::list, ALL)).isEmpty();
    assertThat(ALL).noneMatch(p -> isCached(near.id(), p));
    held.count();
    assertThat(PartitionScan.all(near, NearScanTest::list))
        .containsExactly(List.of(1, 2), List.of(3, 4), List.of(5, 6));
    near.unpersist(true);
  }

  @Test
  void aPartitionThatFailsGivesItsMemoryBack() {
    held.count();
    long used = SparkEnv.get().memoryManager().storageMemoryUsed();
    JavaRDD<Integer> near =
        MappedPartitions.of(
                held.rdd(),
                (int p, Iterator<Integer> rows) ->
                    list(rows).stream().map(i -> failing(i, i < 4)).iterator())
            .persist(StorageLevel.MEMORY_ONLY());
    assertThatThrownBy(() -> NearScan.of(near.rdd(), NearScanTest::list, ALL))
        .as("the first that fails")
        .isExactlyInstanceOf(BadInputException.class)
        .hasMessage("4 is bad");
    assertThat(isCached(near.id(), 1)).isFalse();
    near.unpersist(true);
    assertThat(SparkEnv.get().memoryManager().storageMemoryUsed()).isEqualTo(used);
  }

  private static int failing(int i, boolean good) {
    if (!good) {
      throw new BadInputException(i + " is bad");
    }
    return i;
  }
}
