package io.ogive.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ogive.data.Block;
import io.ogive.data.Shard;
import io.ogive.data.Storage;
import io.ogive.health.HealthLevel;
import io.ogive.model.Network;
import io.ogive.reference.TextbookNetwork;
import io.ogive.reference.TextbookReplicas;
import io.ogive.reference.TextbookReplicas.Method;
import io.ogive.reference.TextbookStatistics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Rounds of local steps with every optimizer, normalisation, dropout, penalty, clip and schedule.
 */
class NetworkStepsTest {
  private static final int BLOCK_ROWS = 13;
  private static final double SCALE = 0x1p-7;

  @Test
  void aRoundOf200RandomNetworksAndRecipesIsTheTextbooks() {
    for (int n = 0; n < 200; n++) {
      CurveCase drawn = CurveCase.of(n, 50, n % 2 == 0);
      ReplicaRecipe recipe = recipe(drawn, n);
      ReplicaState start = ReplicaState.start(drawn.network(), recipe.optimizer());
      ReplicaTotal first = round(drawn, recipe, start);
      assertThat(first.figures().fault()).isEmpty();
      ReplicaState middle = first.average();
      assertIsTextbook(n, drawn, recipe, start, first);
      // And from where the moments are not 0 any more.
      assertIsTextbook(n, drawn, recipe, middle, round(drawn, recipe, middle));
    }
  }

  private static void assertIsTextbook(
      int n, CurveCase drawn, ReplicaRecipe recipe, ReplicaState from, ReplicaTotal found) {
    TextbookStatistics statistics =
        new TextbookStatistics(
            drawn.network().layers().size() - 1, NetworkOutput.margins(drawn.network()));
    TextbookReplicas.Round expected = replay(drawn, recipe, from, statistics);
    ReplicaState to = found.average();
    String name = "%d: %s, %s".formatted(n, drawn, recipe);
    assertThat(found.figures().loss())
        .as(name)
        .isCloseTo(expected.loss(), within(1e-9 * (1 + expected.loss())));
    assertClose(name, to.parameters(), expected.state().parameters());
    assertClose(name, to.m(), expected.state().m());
    if (recipe.optimizer().hasSecondMoment()) {
      assertClose(name, to.v(), expected.state().v());
    }
    assertClose(name, to.moments(), expected.state().running());
    HealthRecount.assertEqual(
        found.figures().health().source(0), statistics, rows(drawn, recipe, from));
    HealthRecount.assertFull(found.figures().health().source(0), statistics.full);
  }

  @Test
  void everyPartOfARecipeTells() {
    // A normalized network with all of it, and a recipe that leaves one thing out each time.
    CurveCase drawn = CurveCase.of(2, 50, true);
    ReplicaRecipe all = recipe(drawn, 2);
    ReplicaState start = ReplicaState.start(drawn.network(), all.optimizer());
    double[] expected = round(drawn, all, start).average().parameters();
    List<ReplicaRecipe> others =
        List.of(
            with(all, 0, all.clip(), all.schedule(), all.dropout(), all.validation()),
            with(
                all,
                all.l1(),
                Double.POSITIVE_INFINITY,
                all.schedule(),
                all.dropout(),
                all.validation()),
            with(all, all.l1(), all.clip(), Schedule.CONSTANT, all.dropout(), all.validation()),
            with(all, all.l1(), all.clip(), all.schedule(), Dropout.none(), all.validation()),
            with(all, all.l1(), all.clip(), all.schedule(), all.dropout(), Validation.NONE));
    for (ReplicaRecipe other : others) {
      double[] found = round(drawn, other, start).average().parameters();
      assertThat(NetworkPassTest.difference(found, expected)).as("%s", other).isGreaterThan(1e-6);
    }
  }

  @Test
  void rowsKeptBackAreEvaluatedAtTheFoldedNetworkAndTrainNothing() {
    for (int n = 0; n < 20; n++) {
      CurveCase drawn = CurveCase.of(n, 50, n % 2 == 0);
      ReplicaRecipe recipe =
          with(
              recipe(drawn, n),
              0,
              Double.POSITIVE_INFINITY,
              Schedule.CONSTANT,
              Dropout.none(),
              new Validation(5, 0.3));
      ReplicaState start = ReplicaState.start(drawn.network(), recipe.optimizer());
      ReplicaState state = round(drawn, recipe, start).average();
      ReplicaTotal total = round(drawn, recipe, state);
      Network folded =
          BatchMoments.folded(drawn.network().withParameters(state.parameters()), state.moments());
      TextbookNetwork textbook = TextbookNetwork.of(folded, drawn.loss());
      double loss = 0;
      double weight = 0;
      for (Block block : drawn.blocks(BLOCK_ROWS, Storage.FLOAT64)) {
        for (int i : recipe.validation().held(block.id(), block.rows())) {
          int row = block.id().ordinal() * BLOCK_ROWS + i;
          double[] logits = textbook.forward(drawn.x()[row]).logits();
          loss += drawn.w()[row] * textbook.loss(logits, drawn.labels()[row]);
          weight += drawn.w()[row];
          drawn.labels()[row] = drawn.labels()[row] == 0 ? 1 : 0;
        }
      }
      assertThat(weight).isBetween(5.0, 40.0);
      assertThat(total.figures().validationLoss().orElseThrow())
          .isCloseTo(loss / weight, within(1e-9 * (1 + loss / weight)));
      // Other labels of theirs change no parameter.
      assertThat(round(drawn, recipe, state).average().parameters())
          .isEqualTo(total.average().parameters());
    }
  }

  @Test
  void inBatchesOfAllRowsFoldedMomentsAreTheBatchs() {
    // After the first step the running moments are those of the batch, so that the folded network
    // gives the logits that training saw.
    int n = 4;
    while (!CurveCase.of(n, 13, true).network().isNormalized()) {
      n++;
    }
    CurveCase drawn = CurveCase.of(n, 13, true);
    NetworkBatch batch =
        NetworkBatch.of(drawn.input(), drawn.network(), drawn.loss(), Dropout.none(), 13);
    Block block = drawn.blocks(13, Storage.FLOAT64).get(0);
    batch.take(block, IntStream.range(0, 13).toArray(), 0, 13);
    batch.forward(13);
    double loss = batch.output().weightedLoss(13) / batch.output().weight(13);
    double[] moments = BatchMoments.start(drawn.network());
    double before = foldedLoss(drawn, moments);
    BatchMoments.move(moments, batch.moments(), 1);
    assertThat(foldedLoss(drawn, moments)).isCloseTo(loss, within(1e-9)).isNotEqualTo(before);
  }

  private static double foldedLoss(CurveCase drawn, double[] moments) {
    Network folded = BatchMoments.folded(drawn.network(), moments);
    return new NetworkPass(drawn.input(), folded, drawn.loss(), HealthLevel.OFF)
        .over(new Shard(0, drawn.blocks(13, Storage.FLOAT64)))
        .figures()
        .loss();
  }

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

  private static ReplicaRecipe with(
      ReplicaRecipe recipe,
      double l1,
      double clip,
      Schedule schedule,
      Dropout dropout,
      Validation validation) {
    return new ReplicaRecipe(
        recipe.loss(),
        recipe.seed(),
        recipe.batch(),
        recipe.localSteps(),
        recipe.l2(),
        l1,
        recipe.rate(),
        schedule,
        clip,
        recipe.optimizer(),
        recipe.keepsMoments(),
        dropout,
        validation);
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

  private static ReplicaTotal round(CurveCase drawn, ReplicaRecipe recipe, ReplicaState state) {
    return new NetworkRows.Shards(shards(drawn))
        .aggregate(
            new ReplicaPass(
                drawn.input(), drawn.network(), state, recipe, SCALE, HealthLevel.FULL));
  }

  private static List<BatchPlan.Batch> plan(Shard shard, ReplicaRecipe recipe, long first) {
    List<BatchPlan.Extent> extents =
        shard.blocks().stream()
            .map(b -> BatchPlan.Extent.of(b.id(), b.rows(), recipe.validation()))
            .toList();
    return BatchPlan.of(recipe.seed(), extents, recipe.batch(), first, recipe.localSteps())
        .batches();
  }

  private static long rows(CurveCase drawn, ReplicaRecipe recipe, ReplicaState from) {
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

  private static void assertClose(String name, double[] actual, double[] expected) {
    assertThat(actual).as(name).hasSameSizeAs(expected);
    double largest = Arrays.stream(expected).map(Math::abs).max().orElse(0);
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).as(name).isCloseTo(expected[i], within(1e-9 * Math.max(1, largest)));
    }
  }
}
