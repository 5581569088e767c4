package io.ogive.spark;

import io.ogive.data.Block;
import io.ogive.data.BlockId;
import io.ogive.data.BlockStore;
import io.ogive.data.DataSummary;
import io.ogive.data.Dealing;
import io.ogive.data.Shard;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
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
  private final JavaRDD<CachedShard> sources;
  private final Map<Integer, JavaRDD<CachedShard>> byReplica = new TreeMap<>();
  private final List<Broadcast<?>> broadcasts = new ArrayList<>();
  private volatile List<TaskEnvelope> lastEnvelopes = List.of();
  private int tasks;

  /** A store of cached shards; {@code broadcasts} are what builds them again needs. */
  SparkBlockStore(DataSummary summary, JavaRDD<CachedShard> sources, Broadcast<?>... broadcasts) {
    this.summary = summary;
    this.sources = sources;
    this.broadcasts.addAll(List.of(broadcasts));
  }

  /** A store of blocks from the driver, a task for each source; for small data and for tests. */
  static SparkBlockStore of(
      JavaSparkContext spark, int columns, boolean sparse, int classes, List<Block> blocks) {
    TreeMap<Integer, List<Block>> bySource = new TreeMap<>();
    for (Block block : blocks) {
      bySource.computeIfAbsent(block.id().source(), s -> new ArrayList<>()).add(block);
    }
    List<CachedShard> shards = new ArrayList<>();
    bySource.forEach(
        (source, mine) -> {
          mine.sort(Comparator.comparing(Block::id));
          shards.add(CachedShard.of(new Shard(source, mine)));
        });
    DataSummary summary =
        new DataSummary(
            columns, sparse, classes, blocks.stream().map(DataSummary.BlockInfo::of).toList());
    JavaRDD<CachedShard> sources =
        spark
            .parallelize(shards, Math.max(1, shards.size()))
            .persist(StorageLevel.MEMORY_AND_DISK());
    return new SparkBlockStore(summary, sources);
  }

  /** From now on passes run in at most that many tasks, each with whole shards; 0 is no limit. */
  SparkBlockStore withTasks(int most) {
    tasks = most;
    return this;
  }

  @Override
  public DataSummary summary() {
    return summary;
  }

  @Override
  public SparkBlockSet bySource() {
    return set(sources);
  }

  @Override
  public SparkBlockSet byReplica(int replicas) {
    return set(byReplica.computeIfAbsent(replicas, this::deal));
  }

  private SparkBlockSet set(JavaRDD<CachedShard> shards) {
    return new SparkBlockSet(
        tasks > 0 ? shards.coalesce(tasks) : shards, done -> lastEnvelopes = done);
  }

  private JavaRDD<CachedShard> deal(int replicas) {
    Broadcast<int[][]> replicaOf =
        JavaSparkContext.fromSparkContext(sources.context()).broadcast(bySource(replicas));
    broadcasts.add(replicaOf);
    return sources
        .flatMapToPair(source -> keyed(source.shard(), replicaOf.value()[source.shard().id()]))
        .partitionBy(new HashPartitioner(replicas)) // an int is its own hash
        .mapPartitionsWithIndex((replica, blocks) -> gathered(replica, blocks), true)
        .persist(StorageLevel.MEMORY_AND_DISK());
  }

  /** For each source the replicas of its blocks, in the order of ids. */
  private int[][] bySource(int replicas) {
    NavigableMap<BlockId, Integer> dealt = Dealing.replicaOf(summary, replicas);
    int most = Math.max(dealt.lastKey().source() + 1, sources.getNumPartitions());
    List<IntStream.Builder> bySource = Stream.generate(IntStream::builder).limit(most).toList();
    dealt.forEach((block, replica) -> bySource.get(block.source()).add(replica));
    return bySource.stream().map(b -> b.build().toArray()).toArray(int[][]::new);
  }

  /** Each block as a shard of its own: {@link CachedShard} knows how to travel. */
  private static Iterator<Tuple2<Integer, CachedShard>> keyed(Shard shard, int[] replicaOf) {
    List<Tuple2<Integer, CachedShard>> keyed = new ArrayList<>();
    for (int b = 0; b < replicaOf.length; b++) {
      Shard one = new Shard(replicaOf[b], List.of(shard.blocks().get(b)));
      keyed.add(new Tuple2<>(replicaOf[b], CachedShard.of(one)));
    }
    return keyed.iterator();
  }

  private static Iterator<CachedShard> gathered(
      int replica, Iterator<Tuple2<Integer, CachedShard>> blocks) {
    List<Block> mine = new ArrayList<>();
    blocks.forEachRemaining(block -> mine.addAll(block._2.shard().blocks()));
    mine.sort(Comparator.comparing(Block::id));
    return List.of(CachedShard.of(new Shard(replica, mine))).iterator();
  }

  /** Who did the parts of the last pass, in the order of tasks; empty before the first. */
  public List<TaskEnvelope> lastEnvelopes() {
    return lastEnvelopes;
  }

  /** All blocks, in the order of sources. */
  public JavaRDD<Block> blocks() {
    return sources.flatMap(source -> source.shard().blocks().iterator());
  }

  /** Forgets what is cached, as when executors are lost: the next pass builds it again. */
  void evict() {
    sources.unpersist(true);
    sources.persist(StorageLevel.MEMORY_AND_DISK());
  }

  @Override
  public void close() {
    sources.unpersist();
    byReplica.values().forEach(JavaRDD::unpersist);
    byReplica.clear();
    broadcasts.forEach(Broadcast::destroy);
    broadcasts.clear();
  }
}
