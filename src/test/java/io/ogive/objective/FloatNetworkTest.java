package io.ogive.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ogive.data.Block;
import io.ogive.data.Shard;
import io.ogive.data.Storage;
import io.ogive.health.HealthLevel;
import io.ogive.math.FloatKernels;
import io.ogive.math.Kernels;
import io.ogive.model.Loss;
import io.ogive.model.Network;
import io.ogive.reference.TextbookObjective;
import io.ogive.reference.TextbookReplicas;
import io.ogive.reference.TextbookStatistics;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Networks in float32: near the textbook, of the same bits everywhere, in the room they have. */
class FloatNetworkTest {
  private static final double SCALE = 0x1p-7;

  @Test
  void objectiveAndGradientOf200RandomNetworksAreTheTextbooksTo1e6() {
    double worst = 0;
    for (int n = 0; n < 200; n++) {
      CurveCase drawn = CurveCase.of(n, 40, false);
      TextbookObjective expected =
          TextbookObjective.of(drawn.textbook(), drawn.x(), drawn.labels(), drawn.w(), 0);
      NetworkTotal found =
          new NetworkPass(
                  drawn.input().in(Storage.FLOAT32),
                  drawn.network(),
                  drawn.loss(),
                  HealthLevel.BASIC)
              .over(new Shard(0, drawn.blocks(13, Storage.FLOAT32)));
      double difference = NetworkPasses.difference(found.meanGradient(), expected.gradient());
      assertThat(found.figures().loss())
          .as("%d: %s", n, drawn)
          .isCloseTo(expected.loss(), within(1e-6 * expected.loss()));
      assertThat(difference).as("%d: %s", n, drawn).isLessThan(1e-6);
      worst = Math.max(worst, difference);
    }
    // In double it would be 1e-10: this was float32.
    assertThat(worst).isGreaterThan(1e-8);
  }

  @Test
  void aRoundOf100RandomNetworksAndRecipesIsNearTheTextbooks() {
    for (int n = 0; n < 100; n++) {
      CurveCase drawn = CurveCase.of(n, 50, n % 2 == 0);
      ReplicaRecipe recipe = DrawnRound.recipe(drawn, n);
      ReplicaState start = ReplicaState.start(drawn.network(), recipe.optimizer());
      ReplicaTotal found = round(drawn, recipe, start);
      TextbookReplicas.Round expected =
          DrawnRound.replay(
              drawn,
              recipe,
              start,
              new TextbookStatistics(
                  drawn.network().layers().size() - 1, NetworkOutput.margins(drawn.network())));
      ReplicaState to = found.average();
      String name = "%d: %s, %s".formatted(n, drawn, recipe);
      assertThat(found.figures().fault()).isEmpty();
      assertThat(found.figures().loss())
          .as(name)
          .isCloseTo(expected.loss(), within(1e-5 * (1 + expected.loss())));
      // Adam moves a weight by whole steps even where its gradient is mostly rounding.
      double tolerance = recipe.optimizer().hasSecondMoment() ? 5e-3 : 2e-5;
      assertThat(NetworkPasses.difference(to.parameters(), expected.state().parameters()))
          .as(name)
          .isLessThan(tolerance);
      if (to.moments().length > 0) {
        assertThat(NetworkPasses.difference(to.moments(), expected.state().running()))
            .as(name)
            .isLessThan(tolerance);
      }
    }
  }

  @Test
  void scalarAndVectorKernelsGiveARoundTheSameBits() {
    for (int n = 0; n < 40; n++) {
      CurveCase drawn = CurveCase.of(n, 50, n % 2 == 0);
      ReplicaRecipe recipe = DrawnRound.recipe(drawn, n);
      ReplicaState start = ReplicaState.start(drawn.network(), recipe.optimizer());
      ReplicaState vector = round(drawn, recipe, start).average();
      try (Kernels.Use use = Kernels.use(Kernels.scalar())) {
        assertThat(use).isNotNull();
        ReplicaState scalar = round(drawn, recipe, start).average();
        assertThat(scalar.parameters()).isEqualTo(vector.parameters());
        assertThat(scalar.m()).isEqualTo(vector.m());
        assertThat(scalar.v()).isEqualTo(vector.v());
        assertThat(scalar.moments()).isEqualTo(vector.moments());
      }
    }
  }

  @Test
  void rowsLaidOutTogetherAreThoseTakenOneByOne() {
    CurveCase drawn = CurveCase.of(5, 530, false);
    List<Block> blocks = drawn.blocks(500, Storage.FLOAT32);
    int columns = drawn.x()[0].length;
    NetworkInput input = drawn.input();
    for (int j = 0; j < columns; j++) {
      input.center()[j] = 0.1 * j - 0.2;
      input.scale()[j] = j == 1 ? 0 : 1 / (0.7 + j);
    }
    FloatRows kept = new FloatRows(input);
    // Far apart, then for a second time; close together; more than there were, on either side.
    for (int[] rows : new int[][] {{3, 450}, {450, 4}, {29}, {1, 2, 0}, {499, 498}, {70, 300}}) {
      compare(drawn, 0, kept, blocks.get(0), rows, input);
      compare(drawn, 500, kept, blocks.get(1), rows.length == 3 ? rows : new int[] {7}, input);
      compare(drawn, 0, kept, blocks.get(0), new int[] {200, 210}, input);
      compare(drawn, 0, kept, blocks.get(0), rows, input);
    }
  }

  private static void compare(
      CurveCase drawn, int first, FloatRows kept, Block block, int[] rows, NetworkInput input) {
    int columns = input.columns();
    float[] found = new float[(rows.length + 1) * columns];
    int[] asked = new int[rows.length + 1];
    System.arraycopy(rows, 0, asked, 1, rows.length);
    kept.copy(block, asked, 1, rows.length, found);
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < columns; j++) {
        double x = drawn.x()[first + rows[i]][j];
        double center = input.center()[j];
        double scale = input.scale()[j];
        assertThat(found[i * columns + j])
            .isEqualTo(FloatKernels.input((float) x, center, scale))
            .isCloseTo((float) ((x - center) * scale), within(1e-6f));
      }
    }
  }

  /**
   * What a step allocates does not grow with the network or the batch. With scalar kernels: those
   * of the Vector API allocate until they are compiled.
   */
  @Test
  void stepsWorkInTheRoomThatABatchHas() {
    try (Kernels.Use use = Kernels.use(Kernels.scalar())) {
      assertThat(use).isNotNull();
      // A single array of a hidden layer would have 20 KB.
      assertThat(bytesPerStep(256, 30)).isLessThan(4096);
    }
  }

  private static long bytesPerStep(int count, int units) {
    NetworkRows rows = NetworkRows.draw(3, 256, 40, 3, true);
    Network network = rows.network(new Random(4), 1, units, 20);
    Block block = rows.lay(1, 256, Storage.FLOAT32).blocks().get(0);
    NetworkInput input = rows.plainInput().in(Storage.FLOAT32);
    NetworkBatch batch = NetworkBatch.of(input, network, Loss.CROSS_ENTROPY, Dropout.none(), count);
    ReplicaRecipe recipe = DrawnRound.recipe(CurveCase.of(1, 9, false), 1);
    NetworkParameters m = NetworkParameters.zeros(network, Storage.FLOAT32);
    NetworkParameters v = NetworkParameters.zeros(network, Storage.FLOAT32);
    int[] order = IntStream.range(0, 256).toArray();
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long self = Thread.currentThread().getId();
    long before = 0;
    int steps = 50;
    for (int step = 1; step <= 2 * steps; step++) {
      if (step == steps + 1) {
        before = threads.getThreadAllocatedBytes(self);
      }
      batch.take(block, order, 0, count, step);
      batch.forward(count);
      batch.backward(count, false);
      recipe.step(batch.parameters(), m, v, batch.gradient(), count, step);
    }
    return (threads.getThreadAllocatedBytes(self) - before) / steps;
  }

  private static ReplicaTotal round(CurveCase drawn, ReplicaRecipe recipe, ReplicaState state) {
    return new NetworkRows.Shards(DrawnRound.shards(drawn))
        .aggregate(
            new ReplicaPass(
                drawn.input().in(Storage.FLOAT32),
                drawn.network(),
                state,
                recipe,
                SCALE,
                HealthLevel.BASIC));
  }
}
