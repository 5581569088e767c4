package io.ogive.spark;

import io.ogive.data.Block;
import io.ogive.data.BlockId;
import io.ogive.data.BlockStore;
import io.ogive.data.ColumnSums;
import io.ogive.data.DataSummary;
import io.ogive.data.Dealing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/** Blocks cached on executors, in memory as long as there is room, else on disk. */
public final class SparkBlockStore implements BlockStore {
  private final DataSummary summary;
  private final SparkBlockSet bySource;
  private final Map<Integer, SparkBlockSet> byReplica = new TreeMap<>();
  private final List<Broadcast<?>> broadcasts = new ArrayList<>();
  private final PassSettings settings = new PassSettings(done -> lastEnvelopes = done);
  private volatile List<TaskEnvelope> lastEnvelopes = List.of();
  private Optional<ColumnSums> trainingSums = Optional.empty();

  /**
   * A store of persisted partitions, each the blocks of the source of its number.
   *
   * @param built whether they are in the cache already
   */
  SparkBlockStore(DataSummary summary, JavaRDD<CachedBlock> sources, boolean built) {
    this.summary = summary;
    long[] rows = new long[sources.getNumPartitions()];
    summary.blocks().forEach(block -> rows[block.id().source()] += block.rows());
    this.bySource = new SparkBlockSet(new CachedPartitions(sources, rows, built), settings);
  }

  /** A store of blocks from the driver; for small data and for tests. */
  static SparkBlockStore of(
      JavaSparkContext spark, int columns, boolean sparse, int classes, List<Block> blocks) {
    DataSummary summary =
        new DataSummary(
            columns, sparse, classes, blocks.stream().map(DataSummary.BlockInfo::of).toList());
    int sources = 1 + blocks.stream().mapToInt(block -> block.id().source()).max().orElse(0);
    List<List<CachedBlock>> bySource =
        Stream.generate(() -> (List<CachedBlock>) new ArrayList<CachedBlock>())
            .limit(sources)
            .toList();
    blocks.stream()
        .sorted(Comparator.comparing(Block::id))
        .forEach(block -> bySource.get(block.id().source()).add(CachedBlock.of(block)));
    JavaRDD<CachedBlock> partitions =
        spark
            .parallelize(bySource, sources)
            .flatMap(List::iterator)
            .persist(StorageLevel.MEMORY_AND_DISK());
    return new SparkBlockStore(summary, partitions, false);
  }

  /** From now on passes run in at most that many tasks, each with whole shards; 0 is no limit. */
  SparkBlockStore withTasks(int most) {
    settings.setTasks(most);
    return this;
  }

  /** From now on passes over data of at most so many bytes run on the driver; 0 is none. */
  SparkBlockStore withMostNear(long bytes) {
    settings.setMostNear(bytes);
    return this;
  }

  /** From now on totals of more bytes are added on executors where there are many. */
  SparkBlockStore withLargeTotals(long bytes) {
    settings.setLargeTotal(bytes);
    return this;
  }

  @Override
  public DataSummary summary() {
    return summary;
  }

  /** From now on the training rows' sums are known. */
  SparkBlockStore withTrainingSums(ColumnSums sums) {
    trainingSums = Optional.of(sums);
    return this;
  }

  @Override
  public ColumnSums trainingSums() {
    return trainingSums.orElseGet(BlockStore.super::trainingSums);
  }

  @Override
  public SparkBlockSet bySource() {
    return bySource;
  }

  @Override
  public SparkBlockSet byReplica(int replicas) {
    return byReplica.computeIfAbsent(replicas, this::deal);
  }

  private JavaRDD<CachedBlock> sources() {
    return bySource.partitions().rdd();
  }

  private SparkBlockSet deal(int replicas) {
    Map<BlockId, Integer> dealt = Dealing.replicaOf(summary, replicas);
    long[] rows = new long[replicas];
    summary.blocks().forEach(block -> rows[dealt.get(block.id())] += block.rows());
    Broadcast<int[][]> replicaOf =
        JavaSparkContext.fromSparkContext(sources().context()).broadcast(bySource(dealt));
    broadcasts.add(replicaOf);
    JavaRDD<CachedBlock> partitions =
        sources()
            .mapPartitionsWithIndex((source, in) -> keyed(in, replicaOf.value()[source]), true)
            .mapToPair(keyed -> keyed)
            .partitionBy(new HashPartitioner(replicas)) // an int is its own hash
            .mapPartitions(SparkBlockStore::gathered, true)
            .persist(StorageLevel.MEMORY_AND_DISK());
    return new SparkBlockSet(new CachedPartitions(partitions, rows, false), settings);
  }

  /** For each source the replicas of its blocks, in the order of ids. */
  private int[][] bySource(Map<BlockId, Integer> dealt) {
    int sources = sources().getNumPartitions();
    List<IntStream.Builder> bySource = Stream.generate(IntStream::builder).limit(sources).toList();
    summary.blocks().forEach(block -> bySource.get(block.id().source()).add(dealt.get(block.id())));
    return bySource.stream().map(b -> b.build().toArray()).toArray(int[][]::new);
  }

  /** Each block with its replica. */
  private static Iterator<Tuple2<Integer, CachedBlock>> keyed(
      Iterator<CachedBlock> source, int[] replicaOf) {
    Iterator<Block> blocks = CachedBlock.blocks(source);
    return IntStream.range(0, replicaOf.length)
        .mapToObj(b -> new Tuple2<>(replicaOf[b], CachedBlock.of(blocks.next())))
        .iterator();
  }

  private static Iterator<CachedBlock> gathered(Iterator<Tuple2<Integer, CachedBlock>> blocks) {
    List<Block> mine = new ArrayList<>();
    blocks.forEachRemaining(block -> mine.add(block._2.block().orElseThrow()));
    mine.sort(Comparator.comparing(Block::id));
    return mine.stream().map(CachedBlock::of).iterator();
  }

  /** Who did the parts of the last pass, in the order of tasks; empty before the first. */
  public List<TaskEnvelope> lastEnvelopes() {
    return lastEnvelopes;
  }

  /** All blocks, in the order of sources. */
  public JavaRDD<Block> blocks() {
    return sources().mapPartitions(CachedBlock::blocks, true);
  }

  /** Forgets what is cached, as when executors are lost: the next pass builds it again. */
  void evict() {
    sources().unpersist(true);
    sources().persist(StorageLevel.MEMORY_AND_DISK());
  }

  @Override
  public void close() {
    bySource.close();
    byReplica.values().forEach(SparkBlockSet::close);
    sources().unpersist();
    byReplica.values().forEach(replicas -> replicas.partitions().rdd().unpersist());
    byReplica.clear();
    broadcasts.forEach(Broadcast::destroy);
    broadcasts.clear();
  }
}
