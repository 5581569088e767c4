package io.ogive.bench.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Rows that a seed drew and dealt into partitions, as a DataFrame of a local Spark, whose tasks
 * find them in this process.
 */
final class DealtRows implements AutoCloseable {
  private static final Map<Long, DealtRows> ALL = new ConcurrentHashMap<>();
  private static final AtomicLong NEXT = new AtomicLong();

  private final long id = NEXT.getAndIncrement();
  private final RealRows rows;
  private final List<int[]> partitions;
  private final Plant plant;

  private DealtRows(RealRows rows, List<int[]> partitions, Plant plant) {
    this.rows = rows;
    this.partitions = partitions;
    this.plant = plant;
    ALL.put(id, this);
  }

  /**
   * Draws and deals.
   *
   * @param share of the rows that are drawn, without putting back
   */
  static DealtRows of(RealRows rows, long seed, double share, int partitions, Plant plant) {
    int[] order = IntStream.range(0, rows.size()).toArray();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
    int drawn = (int) (share * order.length);
    List<int[]> dealt = new ArrayList<>();
    for (int p = 0; p < partitions; p++) {
      int from = (int) ((long) drawn * p / partitions);
      int to = (int) ((long) drawn * (p + 1) / partitions);
      dealt.add(Arrays.copyOfRange(order, from, to));
    }
    return new DealtRows(rows, dealt, plant);
  }

  /** Rows that are dealt already. */
  static DealtRows of(RealRows rows, List<int[]> partitions) {
    return new DealtRows(rows, partitions, Plant.NONE);
  }

  Dataset<Row> frame(SparkSession spark) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    long found = id;
    List<Integer> numbers = IntStream.range(0, partitions.size()).boxed().toList();
    JavaRDD<Row> dealt =
        context
            .parallelize(numbers, numbers.size())
            .mapPartitionsWithIndex((p, none) -> ALL.get(found).partition(p), true);
    return spark.createDataFrame(dealt, rows.schema());
  }

  private Iterator<Row> partition(int p) {
    return IntStream.of(plant.rows(rows, p, where(), partitions.get(p)))
        .mapToObj(i -> plant.row(rows, p, where(), i))
        .iterator();
  }

  private int where() {
    return Plant.where(partitions.size());
  }

  @Override
  public void close() {
    ALL.remove(id);
  }
}
