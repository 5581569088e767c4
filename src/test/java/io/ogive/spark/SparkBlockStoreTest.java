package io.ogive.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ogive.data.Block;
import io.ogive.data.BlockBuilder;
import io.ogive.data.BlockStore;
import io.ogive.data.LocalBlockStore;
import io.ogive.data.Pass;
import io.ogive.data.Role;
import io.ogive.data.Shard;
import io.ogive.data.Storage;
import io.ogive.data.Total;
import io.ogive.math.ExactSums;
import io.ogive.math.NotRepresentableException;
import io.ogive.testing.BlockSetContract;
import io.ogive.testing.LocalSpark;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;

/** The contract on Spark, and what only a cluster has: tasks, envelopes, broadcasts. */
class SparkBlockStoreTest extends BlockSetContract {
  @Override
  protected BlockStore store(boolean sparse, List<Block> blocks) {
    return spark(sparse, blocks);
  }

  private static SparkBlockStore spark(boolean sparse, List<Block> blocks) {
    JavaSparkContext context =
        JavaSparkContext.fromSparkContext(LocalSpark.session("local[2]").sparkContext());
    return SparkBlockStore.of(context, COLUMNS, sparse, CLASSES, blocks);
  }

  @Test
  void fewerTasksHoldWholeShardsAndChangeNothing() {
    List<Block> blocks = blocks(false);
    try (SparkBlockStore store = spark(false, blocks)) {
      double[] expected = store.bySource().aggregate(new WeightPass(0)).sums().values();
      for (int tasks = 1; tasks <= 4; tasks++) {
        SparkBlockSet set = store.withTasks(tasks).bySource();
        assertThat(set.aggregate(new WeightPass(0)).sums().values()).isEqualTo(expected);
        assertThat(store.lastEnvelopes()).hasSize(tasks);
        assertThat(store.lastEnvelopes().stream().flatMap(e -> e.shards().stream()))
            .containsExactlyInAnyOrder(1, 3, 5, 7);
        assertThat(store.lastEnvelopes()).allMatch(e -> e.attempt() == 0 && !e.host().isEmpty());
      }
    }
  }

  @Test
  void manySmallSourcesShareTheTasksOfTheCores() {
    List<Block> blocks = new ArrayList<>();
    for (int s = 0; s < 100; s++) {
      BlockBuilder builder =
          new BlockBuilder(
              s, Role.TRAIN, COLUMNS, true, Storage.FLOAT64, 8, new double[COLUMNS], blocks::add);
      for (int i = 0; i <= s % 7; i++) {
        builder.startRow(i % CLASSES, 1.0 / (1 + s + i));
        builder.put(i % COLUMNS, Math.sqrt(s));
        builder.endRow();
      }
      builder.finish();
    }
    double[] expected =
        LocalBlockStore.of(COLUMNS, true, CLASSES, blocks)
            .bySource()
            .aggregate(new WeightPass(0))
            .sums()
            .values();
    try (SparkBlockStore store = spark(true, blocks)) {
      assertThat(store.bySource().aggregate(new WeightPass(0)).sums().values()).isEqualTo(expected);
      assertThat(store.lastEnvelopes()).hasSize(2);
      assertThat(store.lastEnvelopes().stream().flatMap(e -> e.shards().stream()).sorted())
          .containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
      // The control: a task for each source, as Spark would have it, adds in another order.
      store.withTasks(100).bySource().aggregate(new WeightPass(0));
      assertThat(store.lastEnvelopes()).hasSize(100);
      assertThat(store.bySource().aggregate(new PlainPass()).sum())
          .isNotEqualTo(store.withTasks(3).bySource().aggregate(new PlainPass()).sum());
    }
  }

  @Test
  void aLargePassFindsWhatASmallOneDoes() {
    try (SparkBlockStore store = spark(true, blocks(true))) {
      double[] expected = store.bySource().aggregate(new WeightPass(0)).sums().values();
      assertThat(store.bySource().aggregate(new WeightPass(100_000)).sums().values())
          .isEqualTo(expected);
    }
  }

  @Test
  void anErrorOfOursReachesTheDriverAsItself() {
    try (SparkBlockStore store = spark(false, blocks(false))) {
      assertThatThrownBy(() -> store.bySource().aggregate(new OverflowPass()))
          .isExactlyInstanceOf(NotRepresentableException.class)
          .hasMessageContaining("1.0E300");
      // Source 1 and not the one whose task happens to end first.
      assertThatThrownBy(() -> store.bySource().aggregate(new NamedPass()))
          .isExactlyInstanceOf(BadInputException.class)
          .hasMessage("source 1");
    }
  }

  @Test
  void anErrorOfSomebodyElseNamesTheTask() {
    try (SparkBlockStore store = spark(false, blocks(false))) {
      assertThatThrownBy(() -> store.bySource().aggregate(new ForeignPass()))
          .hasMessageContaining("stage")
          .hasMessageContaining("not ours");
    }
  }

  @Test
  void nothingToPassOverIsRefused() {
    try (SparkBlockStore store = spark(false, List.of())) {
      assertThatThrownBy(() -> store.bySource().aggregate(new WeightPass(0)))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  /** The total weight of training rows; carries ballast. */
  record WeightPass(double[] ballast) implements Pass<Weights> {
    WeightPass(int ballast) {
      this(new double[ballast]);
    }

    @Override
    public Weights over(Shard shard) {
      ExactSums sums = new ExactSums(1, ExactSums.FINE);
      for (Block block : shard.blocks(Role.TRAIN)) {
        for (double weight : block.weights()) {
          sums.add(0, weight);
        }
      }
      return new Weights(sums);
    }
  }

  record Weights(ExactSums sums) implements Total<Weights> {
    @Override
    public Weights mergeWith(Weights other) {
      return new Weights(sums.mergeWith(other.sums));
    }
  }

  private record OverflowPass() implements Pass<Weights> {
    @Override
    public Weights over(Shard shard) {
      ExactSums sums = new ExactSums(1, ExactSums.FINE);
      sums.add(0, 1e300);
      return new Weights(sums);
    }
  }

  private record NamedPass() implements Pass<Weights> {
    @Override
    public Weights over(Shard shard) {
      throw new BadInputException("source " + shard.id());
    }
  }

  private record ForeignPass() implements Pass<Weights> {
    @Override
    public Weights over(Shard shard) {
      throw new UnsupportedOperationException("not ours");
    }
  }

  private record PlainPass() implements Pass<PlainWeight> {
    @Override
    public PlainWeight over(Shard shard) {
      double sum = 0;
      for (Block block : shard.blocks()) {
        for (double weight : block.weights()) {
          sum += weight;
        }
      }
      return new PlainWeight(sum);
    }
  }

  private record PlainWeight(double sum) implements Total<PlainWeight> {
    @Override
    public PlainWeight mergeWith(PlainWeight other) {
      return new PlainWeight(sum + other.sum);
    }
  }
}
