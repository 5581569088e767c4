package io.ogive.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ogive.data.Block;
import io.ogive.data.BlockBuilder;
import io.ogive.data.BlockId;
import io.ogive.data.BlockStore;
import io.ogive.data.ColumnMoments;
import io.ogive.data.DataSummary;
import io.ogive.data.DataSummary.BlockInfo;
import io.ogive.data.Dealing;
import io.ogive.data.LocalBlockStore;
import io.ogive.data.Pass;
import io.ogive.data.Role;
import io.ogive.data.Shard;
import io.ogive.data.Storage;
import io.ogive.data.Total;
import io.ogive.math.ExactSums;
import io.ogive.math.KeyedRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * What every {@link BlockStore} must do, on one core and on Spark alike. A subclass says how blocks
 * become a store, in whatever order they are handed over.
 */
public abstract class BlockSetContract {
  protected static final int COLUMNS = 4;
  protected static final int CLASSES = 3;

  /** A store of these blocks, all dense or all sparse, of COLUMNS columns and CLASSES classes. */
  protected abstract BlockStore store(boolean sparse, List<Block> blocks);

  /** Blocks of four sources, one of which has held-out rows alone, with ids that are not dense. */
  protected static List<Block> blocks(boolean sparse) {
    List<Block> blocks = new ArrayList<>();
    int[][] rows = {{130, 40}, {1, 0}, {0, 70}, {333, 5}};
    for (int s = 0; s < rows.length; s++) {
      for (Role role : Role.values()) {
        BlockBuilder builder =
            new BlockBuilder(
                2 * s + 1,
                role,
                COLUMNS,
                sparse,
                Storage.FLOAT32,
                50,
                new double[COLUMNS],
                blocks::add);
        KeyedRandom random = KeyedRandom.of(s, role == Role.TRAIN ? 0 : 1);
        for (int i = 0; i < rows[s][role == Role.TRAIN ? 0 : 1]; i++) {
          builder.startRow(random.nextInt(CLASSES), 0.5 + random.nextDouble());
          builder.put(random.nextInt(2), random.nextDouble() - 0.5);
          builder.put(3, random.nextDouble() * 1e6);
          builder.endRow();
        }
        builder.finish();
      }
    }
    return blocks;
  }

  @Test
  void theSummaryListsEveryBlockWithItsChecksum() {
    for (boolean sparse : new boolean[] {true, false}) {
      List<Block> blocks = blocks(sparse);
      try (BlockStore store = store(sparse, blocks)) {
        List<BlockInfo> infos = blocks.stream().map(BlockInfo::of).toList();
        assertThat(store.summary()).isEqualTo(new DataSummary(COLUMNS, sparse, CLASSES, infos));
      }
    }
  }

  @Test
  void everyBlockIsSeenOnceBySourceInTheOrderOfIds() {
    for (boolean sparse : new boolean[] {true, false}) {
      List<Block> blocks = blocks(sparse);
      try (BlockStore store = store(sparse, blocks)) {
        Seen seen = store.bySource().aggregate(new SeePass());
        Map<Integer, List<String>> expected = new TreeMap<>();
        for (Block block : inOrder(blocks)) {
          expected.computeIfAbsent(block.id().source(), s -> new ArrayList<>()).add(name(block));
        }
        assertThat(seen.shards()).isEqualTo(expected);
      }
    }
  }

  @Test
  void everyBlockIsSeenOnceByReplicaAsDealt() {
    List<Block> blocks = blocks(false);
    try (BlockStore store = store(false, blocks)) {
      for (int replicas = 1; replicas <= 5; replicas++) {
        Seen seen = store.byReplica(replicas).aggregate(new SeePass());
        Map<BlockId, Integer> dealt = Dealing.replicaOf(store.summary(), replicas);
        Map<Integer, List<String>> expected = new TreeMap<>();
        for (Block block : inOrder(blocks)) {
          expected.computeIfAbsent(dealt.get(block.id()), r -> new ArrayList<>()).add(name(block));
        }
        assertThat(seen.shards()).as("%d replicas", replicas).isEqualTo(expected);
      }
    }
  }

  @Test
  void exactTotalsDoNotDependOnTheGrouping() {
    List<Block> blocks = blocks(false);
    try (BlockStore store = store(false, blocks)) {
      double[] expected = store.bySource().aggregate(new SumPass()).sums().values();
      for (int replicas = 1; replicas <= 6; replicas++) {
        assertThat(store.byReplica(replicas).aggregate(new SumPass()).sums().values())
            .as("%d replicas", replicas)
            .isEqualTo(expected);
      }
    }
  }

  /** The negative control: with plain doubles the test above fails. */
  @Test
  void plainTotalsDoDependOnTheGrouping() {
    List<Block> blocks = blocks(false);
    try (BlockStore store = store(false, blocks)) {
      List<Double> sums = new ArrayList<>();
      for (int replicas = 1; replicas <= 6; replicas++) {
        sums.add(store.byReplica(replicas).aggregate(new PlainPass()).sum());
      }
      assertThat(sums.stream().distinct().count()).isGreaterThan(1);
    }
  }

  @Test
  void theOrderInWhichBlocksComeDoesNotMatter() {
    List<Block> blocks = blocks(true);
    List<Block> reversed = new ArrayList<>(blocks);
    Collections.reverse(reversed);
    try (BlockStore one = store(true, blocks);
        BlockStore other = store(true, reversed)) {
      assertThat(other.summary().fingerprint()).isEqualTo(one.summary().fingerprint());
      assertThat(other.bySource().aggregate(new SeePass()).shards())
          .isEqualTo(one.bySource().aggregate(new SeePass()).shards());
    }
  }

  @Test
  void momentsAreThoseOfOneCore() {
    for (boolean sparse : new boolean[] {true, false}) {
      List<Block> blocks = blocks(sparse);
      ColumnMoments expected =
          ColumnMoments.of(LocalBlockStore.of(COLUMNS, sparse, CLASSES, blocks));
      try (BlockStore store = store(sparse, blocks)) {
        ColumnMoments moments = ColumnMoments.of(store);
        assertThat(moments).usingRecursiveComparison().isEqualTo(expected);
      }
    }
  }

  @Test
  void moreReplicasThanTrainingBlocksAreRefused() {
    try (BlockStore store = store(false, blocks(false))) {
      int blocks = store.summary().blocks(Role.TRAIN).size();
      assertThatThrownBy(() -> store.byReplica(blocks + 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("replicas");
    }
  }

  private static List<Block> inOrder(List<Block> blocks) {
    return blocks.stream().sorted((a, b) -> a.id().compareTo(b.id())).toList();
  }

  private static String name(Block block) {
    return block.id() + " " + block.rows() + " " + block.checksum();
  }

  /** Which blocks each shard held, in order. */
  record Seen(TreeMap<Integer, List<String>> shards) implements Total<Seen> {
    @Override
    public Seen mergeWith(Seen other) {
      TreeMap<Integer, List<String>> both = new TreeMap<>(shards);
      other.shards.forEach(
          (id, names) ->
              both.merge(
                  id,
                  names,
                  (a, b) -> {
                    throw new AssertionError("shard " + id + " was seen twice");
                  }));
      return new Seen(both);
    }
  }

  record SeePass() implements Pass<Seen> {
    @Override
    public Seen over(Shard shard) {
      TreeMap<Integer, List<String>> shards = new TreeMap<>();
      List<String> names = new ArrayList<>();
      shard.blocks().forEach(block -> names.add(name(block)));
      shards.put(shard.id(), names);
      return new Seen(shards);
    }
  }

  record ExactTotal(ExactSums sums) implements Total<ExactTotal> {
    @Override
    public ExactTotal mergeWith(ExactTotal other) {
      return new ExactTotal(sums.mergeWith(other.sums));
    }
  }

  record SumPass() implements Pass<ExactTotal> {
    @Override
    public ExactTotal over(Shard shard) {
      ExactSums sums = new ExactSums(2, ExactSums.FINE);
      for (Block block : shard.blocks()) {
        for (int i = 0; i < block.rows(); i++) {
          sums.add(0, block.weights()[i]);
          sums.add(1, -block.weights()[i] * block.labels()[i]);
        }
      }
      return new ExactTotal(sums);
    }
  }

  record PlainTotal(double sum) implements Total<PlainTotal> {
    @Override
    public PlainTotal mergeWith(PlainTotal other) {
      return new PlainTotal(sum + other.sum);
    }
  }

  record PlainPass() implements Pass<PlainTotal> {
    @Override
    public PlainTotal over(Shard shard) {
      double sum = 0;
      for (Block block : shard.blocks()) {
        for (double w : block.weights()) {
          sum += w;
        }
      }
      return new PlainTotal(sum);
    }
  }
}
