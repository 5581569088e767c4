package io.ogive.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ogive.data.Block;
import io.ogive.data.BlockId;
import io.ogive.data.Role;
import io.ogive.data.Shard;
import io.ogive.data.Storage;
import io.ogive.health.HealthLevel;
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
      double[] gradient = NetworkPasses.pass(rows, blocks, network).meanGradient();
      double[] numeric = centralDifferences(rows, blocks, network);
      String name =
          "seed %d, hidden %s, %d classes".formatted(seed, Arrays.toString(hidden), classes);
      assertThat(NetworkPasses.difference(gradient, numeric)).as(name).isLessThan(1e-6);
      double[] broken = gradient.clone();
      broken[indexOfLargest(gradient)] *= 1 + 1e-3;
      assertThat(NetworkPasses.difference(broken, numeric))
          .as("broken, " + name)
          .isGreaterThan(1e-6);
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
      double above = NetworkPasses.pass(rows, blocks, network.withParameters(at)).figures().loss();
      at[i] = keep - step;
      double below = NetworkPasses.pass(rows, blocks, network.withParameters(at)).figures().loss();
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
    NetworkTotal total =
        NetworkPasses.pass(rows, rows.lay(sources, blockRows, storage).blocks(), network);
    TextbookObjective expected =
        TextbookObjective.of(TextbookNetwork.of(network), rows.x(), rows.y(), rows.w(), 0);
    assertThat(total.figures().loss())
        .isCloseTo(expected.loss(), within(tolerance * expected.loss()));
    assertThat(NetworkPasses.difference(total.meanGradient(), expected.gradient()))
        .isLessThan(tolerance);
    double[] heavier = rows.w().clone();
    heavier[17] *= 1.01;
    TextbookObjective other =
        TextbookObjective.of(TextbookNetwork.of(network), rows.x(), rows.y(), heavier, 0);
    assertThat(NetworkPasses.difference(total.meanGradient(), other.gradient()))
        .isGreaterThan(tolerance);
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
    assertThat(NetworkPasses.difference(total.meanGradient(), expected.gradient()))
        .isLessThan(1e-10);
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
    NetworkTotal expected = NetworkPasses.pass(rows, repeated, network);
    NetworkTotal total =
        NetworkPasses.pass(weighted, weighted.lay(2, 40, Storage.FLOAT64).blocks(), network);
    assertThat(total.figures().loss()).isCloseTo(expected.figures().loss(), within(1e-12));
    assertThat(NetworkPasses.difference(total.meanGradient(), expected.meanGradient()))
        .isLessThan(1e-12);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 64, 128, 129, 1024})
  void theMeanIsOverRowsHoweverTheyAreCut(int blockRows) {
    NetworkRows rows = NetworkRows.draw(4, 300, 5, 3, true);
    Network network = rows.network(new Random(5), 1, HIDDEN);
    NetworkTotal one =
        NetworkPasses.pass(rows, rows.lay(1, 300, Storage.FLOAT32).blocks(), network);
    NetworkTotal cut =
        NetworkPasses.pass(rows, rows.lay(4, blockRows, Storage.FLOAT32).blocks(), network);
    assertThat(cut.figures().loss()).isCloseTo(one.figures().loss(), within(1e-12));
    assertThat(NetworkPasses.difference(cut.meanGradient(), one.meanGradient())).isLessThan(1e-12);
  }

  @Test
  void heldOutRowsChangeNothingButTheHeldOutLoss() {
    NetworkRows rows = NetworkRows.draw(4, 300, 5, 3, true);
    Network network = rows.network(new Random(5), 1, HIDDEN);
    int[] first = IntStream.range(0, 200).toArray();
    int[] rest = IntStream.range(200, 300).toArray();
    List<Block> blocks = new ArrayList<>(rows.blocks(first, 0, Role.TRAIN, 64, Storage.FLOAT64));
    NetworkTotal without = NetworkPasses.pass(rows, List.copyOf(blocks), network);
    blocks.addAll(rows.blocks(rest, 0, Role.TEST, 64, Storage.FLOAT64));
    NetworkTotal with = NetworkPasses.pass(rows, blocks, network);
    NetworkPasses.assertSameBits(with, without);
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
    assertThat(
            NetworkPasses.aggregate(rows, network, NetworkPasses.shardsBySource(healthy))
                .figures()
                .fault())
        .isEmpty();
    rows.x()[31][2] = 1e80;
    rows.x()[32][3] = 1e80;
    List<Block> blocks = rows.lay(3, 10, Storage.FLOAT64).blocks();
    List<Shard> shards = NetworkPasses.shardsBySource(blocks);
    NetworkFault fault =
        NetworkPasses.aggregate(rows, network, shards).figures().fault().orElseThrow();
    assertThat(fault.block()).isEqualTo(new BlockId(1, Role.TRAIN, 1));
    assertThat(fault.what()).startsWith("the ");
    assertThat(Math.abs(fault.value())).isGreaterThan(1e70);
    Collections.reverse(shards);
    assertThat(NetworkPasses.aggregate(rows, network, shards).figures().fault()).contains(fault);
  }

  private static int indexOfLargest(double[] values) {
    int at = 0;
    for (int i = 0; i < values.length; i++) {
      at = Math.abs(values[i]) > Math.abs(values[at]) ? i : at;
    }
    return at;
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
