package io.ogive.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ogive.data.Block;
import io.ogive.data.ColumnMoments;
import io.ogive.data.Shard;
import io.ogive.health.HealthLevel;
import io.ogive.health.HealthSchedule;
import io.ogive.math.ExactSums;
import io.ogive.objective.LogisticPass;
import io.ogive.objective.LogisticPoint;
import io.ogive.objective.LogisticRecipe;
import io.ogive.solver.LogisticOptions;
import io.ogive.solver.LogisticPathTraining;
import io.ogive.solver.LogisticTraining;
import io.ogive.solver.NetworkOptions;
import io.ogive.solver.NetworkTraining;
import io.ogive.solver.Penalty;
import io.ogive.solver.RoundListener;
import io.ogive.solver.StoppingRule;
import io.ogive.spark.HealthSpec;
import io.ogive.spark.Ingest;
import io.ogive.spark.Ingested;
import io.ogive.spark.InputSpec;
import io.ogive.spark.InputSpecBuilder;
import io.ogive.spark.SparkBlockStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What costs little, with and without, on the same rows in the same process, the two in turns and
 * each pair in the other order than the one before; statistics after a garbage collection each.
 *
 * <p>{@code health}: from the cached DataFrame to a model with basic statistics against the same
 * with none; {@code full}: measured fully every fifth round, as is usual; {@code network-health}
 * and {@code network-full}: four rounds of a network of a hidden layer of 100 sigmoids. {@code
 * totals}: a gradient pass on one core against the same with its exact adding replaced by plain
 * double sums; the two ways of adding are timed beside the pass, block by block. {@code grid}: fits
 * of eight penalties in the same passes against one fit, on four fifths of the rows.
 */
final class Pairs {
  static final String HEALTH = "health";
  static final String FULL = "full";
  static final String NETWORK_HEALTH = "network-health";
  static final String NETWORK_FULL = "network-full";
  static final String TOTALS = "totals";
  static final String GRID = "grid";

  /** Until the compilers have little left to do, of Spark's code too: compiling takes a core. */
  private static final int WARM_UPS = 20;

  /**
   * Rounds of a network. Few, since what else the machine does lasts some seconds: of two short
   * fits it hits both. Where full statistics are asked for the first round has them: one in four,
   * which is more than the usual one in five.
   */
  private static final int ROUNDS = HealthSpec.EVERY - 1;

  private final ArrayNode with;
  private final ArrayNode without;

  private Pairs(ObjectNode answer) {
    this.with = answer.putArray("with");
    this.without = answer.putArray("without");
  }

  static ObjectNode of(String what, Dataset<Row> frame, double lambda, int pairs) {
    ObjectNode answer = Line.object();
    Pairs timings = new Pairs(answer);
    if (what.equals(HEALTH) || what.equals(FULL)) {
      timings.health(level(what), pairs, schedule -> whole(frame, lambda, schedule));
      return answer;
    }
    InputSpecBuilder spec = InputSpec.ofRows(Frames.LABEL);
    if (what.equals(GRID)) {
      spec.split(new InputSpec.Split.ByHash(0.2, 1));
    }
    if (what.startsWith("network")) {
      spec.dense(InputSpec.Density.DENSE);
    }
    Ingested input = Ingest.of(frame, spec.build());
    try (SparkBlockStore store = input.store()) {
      switch (what) {
        case NETWORK_HEALTH, NETWORK_FULL ->
            timings.health(level(what), pairs, s -> network(store, input, s));
        case GRID -> timings.grid(store, input, lambda, pairs);
        case TOTALS -> timings.totals(store, input, pairs);
        default -> throw new IllegalArgumentException("there are no pairs of '" + what + "'");
      }
    }
    return answer;
  }

  private static HealthLevel level(String what) {
    return what.endsWith(FULL) ? HealthLevel.FULL : HealthLevel.BASIC;
  }

  private void health(HealthLevel level, int pairs, ToDoubleFunction<HealthSchedule> seconds) {
    for (int p = -WARM_UPS; p < pairs; p++) {
      HealthSchedule measured = new HealthSchedule(level, HealthSpec.EVERY);
      HealthSchedule nothing = HealthSchedule.always(HealthLevel.OFF);
      double on = 0;
      double off = 0;
      if (p % 2 == 0) {
        on = afterCollection(measured, seconds);
        off = afterCollection(nothing, seconds);
      } else {
        off = afterCollection(nothing, seconds);
        on = afterCollection(measured, seconds);
      }
      add(p, on, off);
    }
  }

  /** Neither pays for the other's garbage. */
  private static double afterCollection(
      HealthSchedule schedule, ToDoubleFunction<HealthSchedule> seconds) {
    System.gc();
    return seconds.applyAsDouble(schedule);
  }

  private static double network(SparkBlockStore store, Ingested input, HealthSchedule schedule) {
    NetworkOptions options =
        NetworkOptions.builder().sigmoids(100).stopping(new StoppingRule(ROUNDS, 0)).build();
    long start = System.nanoTime();
    NetworkTraining.fit(store, input.features(), options, schedule, RoundListener.none());
    return (System.nanoTime() - start) / 1e9;
  }

  private void grid(SparkBlockStore store, Ingested input, double lambda, int pairs) {
    for (int p = -WARM_UPS; p < pairs; p++) {
      double eight = path(store, input, lambda);
      add(p, eight, fit(store, input, lambda, HealthSchedule.always(HealthLevel.BASIC)));
    }
  }

  /** Eight penalties, half a decade apart, around {@code lambda}. */
  private static double path(SparkBlockStore store, Ingested input, double lambda) {
    List<Penalty> penalties = new ArrayList<>();
    for (int i = -4; i < 4; i++) {
      penalties.add(new Penalty(lambda * Math.pow(10, i / 2.0), 0));
    }
    long start = System.nanoTime();
    LogisticPathTraining.fit(
        store,
        input.features(),
        LogisticOptions.defaults(),
        penalties,
        Optional.empty(),
        HealthLevel.BASIC,
        RoundListener.none());
    return (System.nanoTime() - start) / 1e9;
  }

  private void add(int pair, double one, double other) {
    if (pair >= 0) {
      with.add(one);
      without.add(other);
    }
  }

  private static double whole(Dataset<Row> frame, double lambda, HealthSchedule schedule) {
    long start = System.nanoTime();
    Ingested input = Ingest.of(frame, InputSpec.ofRows(Frames.LABEL).build());
    try (SparkBlockStore store = input.store()) {
      fit(store, input, lambda, schedule);
      return (System.nanoTime() - start) / 1e9;
    }
  }

  private static double fit(
      SparkBlockStore store, Ingested input, double lambda, HealthSchedule schedule) {
    LogisticOptions options = LogisticOptions.defaults().withPenalties(lambda, 0);
    long start = System.nanoTime();
    LogisticTraining.fit(
        store, input.features(), options, Optional.empty(), schedule, RoundListener.none());
    return (System.nanoTime() - start) / 1e9;
  }

  private void totals(SparkBlockStore store, Ingested input, int pairs) {
    ColumnMoments moments = ColumnMoments.of(store);
    double[] factors = new double[input.features().label().classes().size()];
    Arrays.fill(factors, 1);
    LogisticRecipe recipe =
        LogisticRecipe.of(factors, moments.largestWeight(), moments.exponents(), HealthLevel.OFF);
    double[] weights = new double[input.features().width()];
    Arrays.fill(weights, 0.01);
    LogisticPass pass =
        new LogisticPass(recipe, new LogisticPoint(new double[][] {weights}, new double[1], false));
    List<Block> blocks = store.blocks().collect();
    Shard shard = new Shard(0, blocks);
    double[] gradient = gradient(weights.length + 1);
    for (int p = -WARM_UPS; p < pairs; p++) {
      long start = System.nanoTime();
      if (pass.over(shard) == null) {
        throw new IllegalStateException("a pass has a total");
      }
      double whole = (System.nanoTime() - start) / 1e9;
      double exact;
      double plain;
      if (p % 2 == 0) {
        exact = exactly(gradient, blocks.size());
        plain = plainly(gradient, blocks.size());
      } else {
        plain = plainly(gradient, blocks.size());
        exact = exactly(gradient, blocks.size());
      }
      add(p, whole, whole - exact + plain);
    }
  }

  private static double[] gradient(int length) {
    double[] gradient = new double[length];
    for (int j = 0; j < length; j++) {
      gradient[j] = Math.sin(j + 1.0) * 17;
    }
    return gradient;
  }

  /** As {@code GradientSums} adds a block: the slots together, then the intercept. */
  private static double exactly(double[] gradient, int blocks) {
    long start = System.nanoTime();
    ExactSums sums = new ExactSums(gradient.length, ExactSums.FINE);
    int intercept = gradient.length - 1;
    for (int b = 0; b < blocks; b++) {
      sums.addNearest(0, gradient, intercept);
      sums.addNearest(intercept, gradient[intercept]);
    }
    return seconds(start, sums.value(0));
  }

  private static double plainly(double[] gradient, int blocks) {
    long start = System.nanoTime();
    double[] sums = new double[gradient.length];
    for (int b = 0; b < blocks; b++) {
      for (int j = 0; j < gradient.length; j++) {
        sums[j] += gradient[j];
      }
    }
    return seconds(start, sums[0]);
  }

  /** Seconds since {@code start}; {@code used} keeps the sums from being dropped. */
  private static double seconds(long start, double used) {
    if (Double.isNaN(used)) {
      throw new IllegalStateException("sums of numbers are numbers");
    }
    return (System.nanoTime() - start) / 1e9;
  }
}
