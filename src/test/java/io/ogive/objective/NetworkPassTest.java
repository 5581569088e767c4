package io.ogive.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ogive.data.Block;
import io.ogive.data.BlockBuilder;
import io.ogive.data.BlockId;
import io.ogive.data.Role;
import io.ogive.data.Shard;
import io.ogive.data.Storage;
import io.ogive.health.HealthLevel;
import io.ogive.math.Kernels;
import io.ogive.model.Network;
import io.ogive.reference.TextbookNetwork;
import io.ogive.reference.TextbookObjective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkPassTest {
  private static final int[] HIDDEN = {7, 4};

  @Test
  void theGradientIsThatOfTheLossOn200RandomNetworks() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      int classes = 2 + random.nextInt(3);
      NetworkRows rows = NetworkRows.draw(seed, 9, 1 + random.nextInt(7), classes, seed % 2 == 0);
      int[] hidden = random.ints(random.nextInt(4), 1, 8).toArray();
      Network network = rows.network(random, 1.5, hidden);
      List<Block> blocks = rows.lay(2, 3, Storage.FLOAT64).blocks();
      double[] gradient = pass(rows, blocks, network).meanGradient();
      double[] numeric = centralDifferences(rows, blocks, network);
      String name =
          "seed %d, hidden %s, %d classes".formatted(seed, Arrays.toString(hidden), classes);
      assertThat(difference(gradient, numeric)).as(name).isLessThan(1e-6);
      double[] broken = gradient.clone();
      broken[indexOfLargest(gradient)] *= 1 + 1e-3;
      assertThat(difference(broken, numeric)).as("broken, " + name).isGreaterThan(1e-6);
    }
  }

  private static double[] centralDifferences(
      NetworkRows rows, List<Block> blocks, Network network) {
    double[] at = network.parameters();
    double[] numeric = new double[at.length];
    double step = 0x1p-17;
    for (int i = 0; i < at.length; i++) {
      double keep = at[i];
      at[i] = keep + step;
      double above = pass(rows, blocks, network.withParameters(at)).figures().loss();
      at[i] = keep - step;
      double below = pass(rows, blocks, network.withParameters(at)).figures().loss();
      at[i] = keep;
      numeric[i] = (above - below) / (2 * step);
    }
    return numeric;
  }

  @ParameterizedTest
  @CsvSource({
    "2, 1, 1024, FLOAT64, 1e-10",
    "2, 3, 64, FLOAT64, 1e-10",
    "3, 1, 50, FLOAT64, 1e-10",
    "4, 5, 17, FLOAT64, 1e-10",
    "2, 3, 64, FLOAT32, 1e-6",
    "4, 2, 100, FLOAT32, 1e-6"
  })
  void lossAndGradientAreTheTextbooks(
      int classes, int sources, int blockRows, Storage storage, double tolerance) {
    NetworkRows rows = NetworkRows.draw(classes, 400, 9, classes, true);
    Network network = rows.network(new Random(5), 1, HIDDEN);
    NetworkTotal total = pass(rows, rows.lay(sources, blockRows, storage).blocks(), network);
    TextbookObjective expected =
        TextbookObjective.of(TextbookNetwork.of(network), rows.x(), rows.y(), rows.w(), 0);
    assertThat(total.figures().loss())
        .isCloseTo(expected.loss(), within(tolerance * expected.loss()));
    assertThat(difference(total.meanGradient(), expected.gradient())).isLessThan(tolerance);
    double[] heavier = rows.w().clone();
    heavier[17] *= 1.01;
    TextbookObjective other =
        TextbookObjective.of(TextbookNetwork.of(network), rows.x(), rows.y(), heavier, 0);
    assertThat(difference(total.meanGradient(), other.gradient())).isGreaterThan(tolerance);
  }

  @Test
  void classFactorsMultiplyRowWeights() {
    NetworkRows rows = NetworkRows.draw(4, 200, 5, 3, true);
    Network network = rows.network(new Random(5), 1, HIDDEN);
    double[] factors = {0.5, 2, 3.5};
    NetworkInput plain = rows.plainInput();
    NetworkInput input = new NetworkInput(plain.center(), plain.scale(), factors);
    double[] w = new double[200];
    for (int i = 0; i < w.length; i++) {
      w[i] = rows.w()[i] * factors[rows.y()[i]];
    }
    NetworkTotal total =
        new NetworkPass(input, network, HealthLevel.OFF)
            .over(new Shard(0, rows.lay(1, 64, Storage.FLOAT64).blocks()));
    TextbookObjective expected =
        TextbookObjective.of(TextbookNetwork.of(network), rows.x(), rows.y(), w, 0);
    assertThat(difference(total.meanGradient(), expected.gradient())).isLessThan(1e-10);
  }

  @Test
  void aRowOfWeightTwoIsTheRowTwice() {
    NetworkRows rows = NetworkRows.draw(4, 120, 5, 3, true);
    Network network = rows.network(new Random(5), 1, HIDDEN);
    int[] twice =
        IntStream.range(0, 120)
            .flatMap(i -> i % 3 == 0 ? IntStream.of(i, i) : IntStream.of(i))
            .toArray();
    List<Block> repeated = rows.blocks(twice, 0, Role.TRAIN, 50, Storage.FLOAT64);
    double[] w = rows.w().clone();
    for (int i = 0; i < w.length; i += 3) {
      w[i] *= 2;
    }
    NetworkRows weighted = new NetworkRows(rows.x(), rows.y(), w, 3);
    NetworkTotal expected = pass(rows, repeated, network);
    NetworkTotal total = pass(weighted, weighted.lay(2, 40, Storage.FLOAT64).blocks(), network);
    assertThat(total.figures().loss()).isCloseTo(expected.figures().loss(), within(1e-12));
    assertThat(difference(total.meanGradient(), expected.meanGradient())).isLessThan(1e-12);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 64, 128, 129, 1024})
  void theMeanIsOverRowsHoweverTheyAreCut(int blockRows) {
    NetworkRows rows = NetworkRows.draw(4, 300, 5, 3, true);
    Network network = rows.network(new Random(5), 1, HIDDEN);
    NetworkTotal one = pass(rows, rows.lay(1, 300, Storage.FLOAT32).blocks(), network);
    NetworkTotal cut = pass(rows, rows.lay(4, blockRows, Storage.FLOAT32).blocks(), network);
    assertThat(cut.figures().loss()).isCloseTo(one.figures().loss(), within(1e-12));
    assertThat(difference(cut.meanGradient(), one.meanGradient())).isLessThan(1e-12);
  }

  @Test
  void groupingAndOrderOfBlocksChangeNoBit() {
    NetworkRows rows = NetworkRows.draw(4, 300, 5, 3, true);
    Network network = rows.network(new Random(5), 1, HIDDEN);
    List<Block> blocks = rows.lay(3, 32, Storage.FLOAT32).blocks();
    NetworkTotal bySource = aggregate(rows, network, shardsBySource(blocks));
    NetworkTotal together = pass(rows, blocks, network);
    List<Shard> alone = new ArrayList<>();
    blocks.forEach(block -> alone.add(new Shard(alone.size(), List.of(block))));
    Collections.shuffle(alone, new Random(1));
    NetworkTotal shuffled = aggregate(rows, network, alone);
    assertSameBits(together, bySource);
    assertSameBits(shuffled, bySource);
    double[] plain = new double[bySource.meanGradient().length];
    for (Shard shard : alone) {
      NetworkTotal part = pass(rows, shard.blocks(), network);
      for (int i = 0; i < plain.length; i++) {
        plain[i] += part.meanGradient()[i] * part.figures().weight();
      }
    }
    for (int i = 0; i < plain.length; i++) {
      plain[i] /= bySource.figures().weight();
    }
    assertThat(plain).as("a plain sum depends on order").isNotEqualTo(bySource.meanGradient());
  }

  @Test
  void aPassThatRunsTwiceAndAtAnyLevelGivesTheSameBits() {
    NetworkRows rows = NetworkRows.draw(4, 300, 5, 3, true);
    Network network = rows.network(new Random(5), 1, HIDDEN);
    List<Block> blocks = rows.lay(3, 32, Storage.FLOAT32).blocks();
    NetworkPass pass = new NetworkPass(rows.plainInput(), network, HealthLevel.BASIC);
    Shard shard = new Shard(0, blocks);
    assertSameBits(pass.over(shard), pass.over(shard));
    NetworkTotal off = new NetworkPass(rows.plainInput(), network, HealthLevel.OFF).over(shard);
    assertSameBits(off, pass.over(shard));
    assertThat(off.figures().health().sources()).isEmpty();
  }

  @Test
  void sparseBlocksGiveTheBitsOfDenseOnes() {
    NetworkRows rows = NetworkRows.draw(4, 200, 9, 3, true);
    for (double[] x : rows.x()) {
      x[2] = 0;
      x[7] = x[7] > 0 ? x[7] : 0;
    }
    Network network = rows.network(new Random(5), 1, HIDDEN);
    List<Block> sparse = new ArrayList<>();
    BlockBuilder builder =
        new BlockBuilder(0, Role.TRAIN, 9, true, Storage.FLOAT32, 64, new double[9], sparse::add);
    for (int i = 0; i < 200; i++) {
      builder.startRow(rows.y()[i], rows.w()[i]);
      for (int j = 0; j < 9; j++) {
        if (rows.x()[i][j] != 0) {
          builder.put(j, rows.x()[i][j]);
        }
      }
      builder.endRow();
    }
    builder.finish();
    assertThat(sparse).hasOnlyElementsOfType(Block.Sparse.class);
    assertSameBits(
        pass(rows, sparse, network),
        pass(rows, rows.lay(1, 64, Storage.FLOAT32).blocks(), network));
  }

  @Test
  @SuppressWarnings("try")
  void scalarAndVectorKernelsGiveTheSameBits() {
    NetworkRows rows = NetworkRows.draw(4, 300, 67, 5, true);
    Network network = rows.network(new Random(5), 1, 33, 9);
    List<Block> blocks = rows.lay(3, 100, Storage.FLOAT32).blocks();
    NetworkTotal best = pass(rows, blocks, network);
    try (Kernels.Use use = Kernels.use(Kernels.scalar())) {
      assertSameBits(pass(rows, blocks, network), best);
    }
  }

  @Test
  void heldOutRowsChangeNothingButTheHeldOutLoss() {
    NetworkRows rows = NetworkRows.draw(4, 300, 5, 3, true);
    Network network = rows.network(new Random(5), 1, HIDDEN);
    int[] first = IntStream.range(0, 200).toArray();
    int[] rest = IntStream.range(200, 300).toArray();
    List<Block> blocks = new ArrayList<>(rows.blocks(first, 0, Role.TRAIN, 64, Storage.FLOAT64));
    NetworkTotal without = pass(rows, List.copyOf(blocks), network);
    blocks.addAll(rows.blocks(rest, 0, Role.TEST, 64, Storage.FLOAT64));
    NetworkTotal with = pass(rows, blocks, network);
    assertSameBits(with, without);
    assertThat(with.figures().health().whole().rows()).isEqualTo(200);
    assertThat(without.figures().heldOutLoss()).isEmpty();
    double expected =
        TextbookObjective.of(
                TextbookNetwork.of(network),
                pick(rows.x(), rest),
                pick(rows.y(), rest),
                pick(rows.w(), rest),
                0)
            .loss();
    assertThat(with.figures().heldOutLoss().orElseThrow()).isCloseTo(expected, within(1e-12));
  }

  @Test
  void aNumberOutOfRangeIsNamedWithItsBlock() {
    NetworkRows rows = NetworkRows.draw(4, 60, 5, 3, false);
    Network network = rows.network(new Random(5), 1);
    List<Block> healthy = rows.lay(3, 10, Storage.FLOAT64).blocks();
    assertThat(aggregate(rows, network, shardsBySource(healthy)).figures().fault()).isEmpty();
    rows.x()[31][2] = 1e80;
    rows.x()[32][3] = 1e80;
    List<Block> blocks = rows.lay(3, 10, Storage.FLOAT64).blocks();
    List<Shard> shards = shardsBySource(blocks);
    NetworkFault fault = aggregate(rows, network, shards).figures().fault().orElseThrow();
    assertThat(fault.block()).isEqualTo(new BlockId(1, Role.TRAIN, 1));
    assertThat(fault.what()).startsWith("the ");
    assertThat(Math.abs(fault.value())).isGreaterThan(1e70);
    Collections.reverse(shards);
    assertThat(aggregate(rows, network, shards).figures().fault()).contains(fault);
  }

  @Test
  void whenStatisticsLeaveTheirRangeTrainingGoesOnWithTheSameBits() {
    NetworkRows rows = NetworkRows.draw(4, 60, 5, 3, false);
    Network network = rows.network(new Random(5), 1, HIDDEN);
    for (int i = 0; i < 60; i++) {
      rows.x()[i][0] *= 1e11;
    }
    List<Block> blocks = rows.lay(1, 64, Storage.FLOAT64).blocks();
    NetworkTotal basic = pass(rows, blocks, network);
    assertThat(basic.figures().fault()).isEmpty();
    assertThat(basic.figures().health().sources()).isEmpty();
    NetworkPass off = new NetworkPass(rows.plainInput(), network, HealthLevel.OFF);
    assertSameBits(off.over(new Shard(0, blocks)), basic);
  }

  static double difference(double[] actual, double[] expected) {
    double worst = 0;
    for (int i = 0; i < expected.length; i++) {
      worst = Math.max(worst, Math.abs(actual[i] - expected[i]));
    }
    return worst / largest(expected);
  }

  private static int indexOfLargest(double[] values) {
    int at = 0;
    for (int i = 0; i < values.length; i++) {
      at = Math.abs(values[i]) > Math.abs(values[at]) ? i : at;
    }
    return at;
  }

  private static double largest(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().orElse(0);
  }

  static List<Shard> shardsBySource(List<Block> blocks) {
    List<Shard> shards = new ArrayList<>();
    blocks.stream()
        .map(b -> b.id().source())
        .distinct()
        .sorted()
        .forEach(
            s ->
                shards.add(
                    new Shard(s, blocks.stream().filter(b -> b.id().source() == s).toList())));
    return shards;
  }

  private static NetworkTotal pass(NetworkRows rows, List<Block> blocks, Network network) {
    return aggregate(rows, network, List.of(new Shard(0, blocks)));
  }

  private static NetworkTotal aggregate(NetworkRows rows, Network network, List<Shard> shards) {
    return new NetworkRows.Shards(shards)
        .aggregate(new NetworkPass(rows.plainInput(), network, HealthLevel.BASIC));
  }

  private static void assertSameBits(NetworkTotal a, NetworkTotal b) {
    assertThat(a.meanGradient()).isEqualTo(b.meanGradient());
    assertThat(a.figures().loss()).isEqualTo(b.figures().loss());
    assertThat(a.figures().weight()).isEqualTo(b.figures().weight());
  }

  private static double[][] pick(double[][] x, int[] rows) {
    return Arrays.stream(rows).mapToObj(i -> x[i]).toArray(double[][]::new);
  }

  private static int[] pick(int[] y, int[] rows) {
    return Arrays.stream(rows).map(i -> y[i]).toArray();
  }

  private static double[] pick(double[] w, int[] rows) {
    return Arrays.stream(rows).mapToDouble(i -> w[i]).toArray();
  }
}
