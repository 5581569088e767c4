package io.ogive.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.ogive.data.Block;
import io.ogive.data.Pass;
import io.ogive.data.Role;
import io.ogive.data.Shard;
import io.ogive.data.Storage;
import io.ogive.data.Total;
import io.ogive.math.ExactSums;
import io.ogive.testing.LocalCluster;
import io.ogive.testing.LocalSpark;
import io.ogive.testing.SeededRows;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Large totals are added on executors first, and the sum has the same bits. */
class TotalsTreeTest {
  private static final int SOURCES = 70;
  private static final AtomicInteger ON_THE_DRIVER = new AtomicInteger();

  @AfterAll
  static void stop() {
    LocalSpark.stop();
  }

  @Test
  void aTreeOfExactTotalsHasTheBitsOfTheirSum() {
    try (SparkBlockStore store = store()) {
      double[] flat = aggregate(store, Long.MAX_VALUE, new ExactPass()).sums().values();
      assertThat(ON_THE_DRIVER.get()).isEqualTo(SOURCES - 1);
      double[] tree = aggregate(store, 0, new ExactPass()).sums().values();
      assertThat(ON_THE_DRIVER.get()).as("70 in eights are 9, 9 in eights are 2").isEqualTo(1);
      assertThat(tree).isEqualTo(flat);
      assertThat(store.lastEnvelopes()).hasSize(SOURCES);
      // The control: where order matters the tree shows.
      double[] plainFlat = aggregate(store, Long.MAX_VALUE, new PlainPass()).sums();
      double[] plainTree = aggregate(store, 0, new PlainPass()).sums();
      assertThat(plainTree).isNotEqualTo(plainFlat);
    }
  }

  /** Local tasks take a large pass as it is; these can not. */
  @Test
  void aPassThatIsBroadcastFindsWhatACarriedOneDoes() {
    try (SparkBlockStore store = store()) {
      double[] carried = store.bySource().aggregate(new ExactPass()).sums().values();
      ExactPass large = new ExactPass(new double[100_000]);
      assertThat(store.bySource().aggregate(large).sums().values()).isEqualTo(carried);
    }
  }

  private static <T extends Total<T>> T aggregate(SparkBlockStore store, long large, Pass<T> pass) {
    store.withLargeTotals(large).bySource().aggregate(pass); // learns how large totals are
    ON_THE_DRIVER.set(0);
    return store.bySource().aggregate(pass);
  }

  private static SparkBlockStore store() {
    JavaSparkContext spark =
        JavaSparkContext.fromSparkContext(LocalCluster.session(2, 1).sparkContext());
    List<Block> blocks = new ArrayList<>();
    SeededRows rows = SeededRows.draw(5, 7000, 3, 2);
    rows.blocks(SOURCES, 64, Storage.FLOAT64)
        .bySource()
        .aggregate(
            shard -> {
              blocks.addAll(shard.blocks());
              return new Nothing();
            });
    // As many tasks as sources, however these are spread over both executors.
    return SparkBlockStore.of(spark, 3, false, 2, blocks).withTasks(2 * SOURCES);
  }

  private record Nothing() implements Total<Nothing> {
    @Override
    public Nothing mergeWith(Nothing other) {
      return this;
    }
  }

  private record ExactPass(double[] ballast) implements Pass<Exact> {
    ExactPass() {
      this(new double[0]);
    }

    @Override
    public Exact over(Shard shard) {
      ExactSums sums = new ExactSums(3, ExactSums.FINE);
      double[] row = new double[3];
      for (Block block : shard.blocks(Role.TRAIN)) {
        for (int i = 0; i < block.rows(); i++) {
          block.copyRow(i, row, 0);
          sums.add(row);
        }
      }
      return new Exact(sums);
    }
  }

  private record Exact(ExactSums sums) implements Total<Exact> {
    @Override
    public Exact mergeWith(Exact other) {
      if (TaskContext.get() == null) {
        ON_THE_DRIVER.incrementAndGet();
      }
      return new Exact(sums.mergeWith(other.sums));
    }
  }

  /** The same sums in plain doubles, over many powers of the elements. */
  private record PlainPass() implements Pass<Plain> {
    @Override
    public Plain over(Shard shard) {
      double[] sums = new double[60];
      double[] row = new double[3];
      for (Block block : shard.blocks(Role.TRAIN)) {
        for (int i = 0; i < block.rows(); i++) {
          block.copyRow(i, row, 0);
          double power = 1;
          for (int s = 0; s < sums.length; s++) {
            power *= row[s % 3];
            sums[s] += power;
          }
        }
      }
      return new Plain(sums);
    }
  }

  private record Plain(double[] sums) implements Total<Plain> {
    @Override
    public Plain mergeWith(Plain other) {
      double[] both = new double[sums.length];
      for (int s = 0; s < both.length; s++) {
        both[s] = sums[s] + other.sums[s];
      }
      return new Plain(both);
    }
  }
}
