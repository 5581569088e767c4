package io.ogive.bench;

import io.ogive.data.Block;
import io.ogive.data.BlockId;
import io.ogive.data.Role;
import io.ogive.data.Shard;
import io.ogive.health.HealthLevel;
import io.ogive.math.Panels;
import io.ogive.objective.LogisticPass;
import io.ogive.objective.LogisticPoint;
import io.ogive.objective.LogisticRecipe;
import io.ogive.objective.LogisticTotal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A whole logistic pass over dense float32 blocks, exact totals and statistics included, against a
 * plain read of the same arrays. Each thread has 128 MB of its own, which no cache holds.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Threads(2)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class PassBenchmark {
  private static final int VALUES = 1 << 25;
  private static final int ROWS = 1024;

  @Param({"100", "784"})
  public int columns;

  private final List<float[]> arrays = new ArrayList<>();
  private Shard shard;
  private LogisticPass pass;
  private LogisticPass quiet;

  @Setup
  public void setup() {
    SplittableRandom random = new SplittableRandom(columns);
    List<Block> blocks = new ArrayList<>();
    arrays.clear();
    for (int b = 0; b < VALUES / ROWS / columns; b++) {
      float[] x = new float[Panels.length(ROWS, columns)];
      double[] labels = new double[ROWS];
      double[] weights = new double[ROWS];
      Arrays.fill(weights, 1);
      Arrays.setAll(labels, i -> random.nextInt(2));
      for (int k = 0; k < x.length; k++) {
        x[k] = (float) (2 * random.nextDouble() - 1);
      }
      arrays.add(x);
      BlockId id = new BlockId(0, Role.TRAIN, b);
      blocks.add(new Block.Dense(id, labels, weights, Panels.of(ROWS, columns, x)));
    }
    shard = new Shard(0, blocks);
    double[] point = new double[columns];
    Arrays.setAll(point, j -> Math.sin(j) / Math.sqrt(columns));
    pass = pass(HealthLevel.BASIC, point);
    quiet = pass(HealthLevel.OFF, point);
  }

  private LogisticPass pass(HealthLevel level, double[] point) {
    LogisticRecipe recipe = LogisticRecipe.of(new double[] {1, 1}, 1, new int[columns], level);
    return new LogisticPass(
        recipe, new LogisticPoint(new double[][] {point}, new double[] {0.1}, false));
  }

  @Benchmark
  public LogisticTotal pass() {
    return pass.over(shard);
  }

  /** The same without statistics. */
  @Benchmark
  public LogisticTotal passWithoutHealth() {
    return quiet.over(shard);
  }

  /** Eight sums side by side, so that adding is not what takes the time. */
  @Benchmark
  public float read() {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    for (float[] x : arrays) {
      for (int k = 0; k < x.length; k += 8) {
        s0 += x[k];
        s1 += x[k + 1];
        s2 += x[k + 2];
        s3 += x[k + 3];
        s4 += x[k + 4];
        s5 += x[k + 5];
        s6 += x[k + 6];
        s7 += x[k + 7];
      }
    }
    return s0 + s1 + s2 + s3 + (s4 + s5 + s6 + s7);
  }
}
