package io.ogive.objective;

import io.ogive.data.Block;
import io.ogive.data.Shard;
import io.ogive.data.Storage;
import io.ogive.reference.TextbookNetwork;
import io.ogive.reference.TextbookReplicas;
import io.ogive.reference.TextbookReplicas.Method;
import io.ogive.reference.TextbookStatistics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A round of two replicas over the rows of a drawn case: its recipe, and what the textbook does.
 */
final class DrawnRound {
  static final int BLOCK_ROWS = 13;

  private DrawnRound() {}

  /** A recipe of its own for every n: each optimizer, schedule, penalty and what goes with them. */
  static ReplicaRecipe recipe(CurveCase drawn, int n) {
    Random random = new Random(n);
    List<Optimizer> optimizers =
        List.of(
            new Optimizer.Sgd(0.9, true),
            // A gradient that is 0 but for rounding moves a weight by rounding / epsilon.
            new Optimizer.Adam(0.9, 0.999, 1e-5),
            new Optimizer.Adam(0.8, 0.99, 1e-6),
            new Optimizer.Sgd(0, false),
            new Optimizer.Sgd(0.5, false));
    List<Schedule> schedules =
        List.of(
            new Schedule(Schedule.Kind.COSINE, 0, 1, 1, 3),
            new Schedule(Schedule.Kind.STEP, 0, 1, 0.5, 3),
            new Schedule(Schedule.Kind.COSINE, 1, 1, 1, 3),
            Schedule.CONSTANT);
    double[] rates = new double[drawn.network().layers().size() - 1];
    Arrays.setAll(rates, l -> n % 3 == 2 ? 0.1 + 0.4 * random.nextDouble() : 0);
    return new ReplicaRecipe(
        drawn.loss(),
        n,
        8,
        7,
        n % 4 == 0 ? 0 : 0.01,
        n % 3 == 0 ? 0 : 0.02,
        // Plain steps are as long as the gradient, which squared errors of relus make large.
        optimizers.get(n % 5).hasSecondMoment() ? 0.03 : 0.002,
        schedules.get(n % 4),
        n % 5 < 2 ? Double.POSITIVE_INFINITY : 0.2,
        optimizers.get(n % 5),
        n % 7 < 3,
        new Dropout(n, rates),
        n % 2 == 0 ? new Validation(n, 0.2) : Validation.NONE);
  }

  /** Two replicas, blocks dealt in turn. */
  static List<Shard> shards(CurveCase drawn) {
    List<Block> blocks = drawn.blocks(BLOCK_ROWS, Storage.FLOAT64);
    List<Shard> shards = new ArrayList<>();
    for (int r = 0; r < 2; r++) {
      int replica = r;
      shards.add(
          new Shard(r, blocks.stream().filter(b -> b.id().ordinal() % 2 == replica).toList()));
    }
    return shards;
  }

  private static List<BatchPlan.Batch> plan(Shard shard, ReplicaRecipe recipe, long first) {
    List<BatchPlan.Extent> extents =
        shard.blocks().stream()
            .map(b -> BatchPlan.Extent.of(b.id(), b.rows(), recipe.validation()))
            .toList();
    return BatchPlan.of(recipe.seed(), extents, recipe.batch(), first, recipe.localSteps())
        .batches();
  }

  /** How many rows the batches of a round have. */
  static long rows(CurveCase drawn, ReplicaRecipe recipe, ReplicaState from) {
    return shards(drawn).stream()
        .flatMap(shard -> plan(shard, recipe, from.steps()).stream())
        .mapToLong(batch -> batch.rows().length)
        .sum();
  }

  /** Counts rows and steps. */
  private record Counting(CurveCase drawn, TextbookStatistics statistics, MeasuredSteps measured)
      implements TextbookReplicas.Onlooker {
    @Override
    public void onRow(
        int row, TextbookNetwork at, TextbookNetwork.Trace trace, TextbookNetwork.Signals signals) {
      statistics.add(at, trace, signals, drawn.labels()[row], drawn.w()[row]);
    }

    @Override
    public void onStep(
        int[] rows, TextbookNetwork at, double[] sum, double[] stepGradient, double[] after) {
      statistics.full.gradient(sum);
      if (measured.next(rows[0] / BLOCK_ROWS)) {
        statistics.full.step(at, stepGradient, after);
      }
    }
  }

  /** The round by the textbook, which counts into the statistics what it sees. */
  static TextbookReplicas.Round replay(
      CurveCase drawn, ReplicaRecipe recipe, ReplicaState from, TextbookStatistics statistics) {
    Optimizer.Adam adam = recipe.optimizer() instanceof Optimizer.Adam a ? a : null;
    Optimizer.Sgd sgd = recipe.optimizer() instanceof Optimizer.Sgd s ? s : null;
    TextbookReplicas.Settings settings =
        new TextbookReplicas.Settings(
            adam != null ? Method.ADAM : sgd.nesterov() ? Method.NESTEROV : Method.MOMENTUM,
            recipe.rate(),
            adam != null ? adam.beta1() : sgd.momentum(),
            adam != null ? adam.beta2() : 0,
            adam != null ? adam.epsilon() : 1,
            recipe.l2(),
            recipe.l1(),
            recipe.clip(),
            step -> recipe.schedule().factor(step, recipe.localSteps()));
    List<Shard> shards = shards(drawn);
    List<List<BatchPlan.Batch>> planned = new ArrayList<>();
    int[][][] plan = new int[2][][];
    double[] weights = new double[2];
    for (int r = 0; r < 2; r++) {
      planned.add(plan(shards.get(r), recipe, from.steps()));
      plan[r] =
          planned.get(r).stream()
              .map(
                  b ->
                      Arrays.stream(b.rows())
                          .map(i -> b.block().ordinal() * BLOCK_ROWS + i)
                          .toArray())
              .toArray(int[][]::new);
      for (Block block : shards.get(r).blocks()) {
        for (int i : recipe.validation().training(block.id(), block.rows())) {
          weights[r] += block.weights()[i];
        }
      }
    }
    double[] v = adam != null ? from.v() : new double[from.m().length];
    return new TextbookReplicas(drawn.x(), drawn.labels(), drawn.w(), settings)
        .round(
            drawn.textbook(),
            new TextbookReplicas.State(
                from.parameters(), from.m(), v, from.moments(), own(from), from.steps()),
            plan,
            weights,
            (r, s) -> recipe.dropout().masks(drawn.network(), planned.get(r).get(s)),
            new Counting(drawn, statistics, new MeasuredSteps()));
  }

  private static double[][][] own(ReplicaState from) {
    if (from.own().isEmpty()) {
      return null;
    }
    double[][][] own = new double[2][][];
    for (int r = 0; r < 2; r++) {
      double[][] kept = from.own().get(r);
      own[r] = new double[][] {kept[0], kept[1].length > 0 ? kept[1] : new double[kept[0].length]};
    }
    return own;
  }
}
