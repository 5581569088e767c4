package io.ogive.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ogive.data.Block;
import io.ogive.data.BlockId;
import io.ogive.data.Dealing;
import io.ogive.data.Role;
import io.ogive.data.Shard;
import io.ogive.data.Storage;
import io.ogive.health.HealthLevel;
import io.ogive.health.HealthTotal;
import io.ogive.health.SourceHealth;
import io.ogive.math.Kernels;
import io.ogive.model.Loss;
import io.ogive.model.Network;
import io.ogive.objective.NetworkRows.Laid;
import io.ogive.reference.TextbookNetwork;
import io.ogive.reference.TextbookReplicas;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplicaPassTest {
  private static final ReplicaRecipe RECIPE = recipe(0.02);

  private static ReplicaRecipe recipe(double rate) {
    return new ReplicaRecipe(
        Loss.CROSS_ENTROPY,
        11,
        16,
        9,
        0.01,
        0,
        rate,
        Schedule.CONSTANT,
        Double.POSITIVE_INFINITY,
        new Optimizer.Adam(0.9, 0.999, 1e-8),
        false,
        Dropout.none(),
        Validation.NONE);
  }

  private static final double SCALE = 0x1p-9;

  private static NetworkRows rows(int classes) {
    return NetworkRows.draw(classes, 230, 6, classes, true);
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "2, 2", "3, 2", "1, 3", "2, 4", "3, 3"})
  void aRoundIsTheTextbooks(int replicas, int classes) {
    NetworkRows rows = rows(classes);
    Laid laid = rows.lay(3, 50, Storage.FLOAT64);
    Network network = rows.network(new Random(2), 1, 7, 4);
    ReplicaState state = start(network);
    TextbookReplicas.State expected =
        new TextbookReplicas.State(state.parameters(), state.m(), state.v(), 0);
    for (int round = 0; round < 3; round++) {
      ReplicaTotal total = round(rows, network, state, shards(rows, laid.blocks(), replicas));
      RoundReplay replay = new RoundReplay(RECIPE, rows, laid, network, replicas);
      // Every round from the same state, so that differences cannot grow.
      expected =
          new TextbookReplicas.State(state.parameters(), state.m(), state.v(), state.steps());
      TextbookReplicas.Round judged = replay.round(expected);
      assertThat(total.figures().loss()).isCloseTo(judged.loss(), within(1e-9));
      ReplicaState next = total.average();
      assertClose(next.parameters(), judged.state().parameters());
      assertClose(next.m(), judged.state().m());
      assertClose(next.v(), judged.state().v());
      assertThat(next.steps()).isEqualTo(judged.state().steps()).isEqualTo(9L * (round + 1));
      replay.statistics.forEach(
          (source, counts) -> {
            HealthRecount.assertEqual(total.figures().health().source(source), counts);
            HealthRecount.assertFull(total.figures().health().source(source), counts.full);
          });
      assertThat(total.figures().health().sources()).hasSize(replay.statistics.size());
      state = next;
    }
  }

  @Test
  void theTextbookTellsAnotherPlanApart() {
    NetworkRows rows = rows(3);
    Laid laid = rows.lay(3, 50, Storage.FLOAT64);
    Network network = rows.network(new Random(2), 1, 7, 4);
    ReplicaState state = start(network);
    RoundReplay replay = new RoundReplay(RECIPE, rows, laid, network, 2);
    TextbookReplicas.Round judged =
        replay.round(
            new TextbookReplicas.State(
                state.parameters(), state.m(), state.v(), RECIPE.localSteps()));
    double[] other =
        round(rows, network, state, shards(rows, laid.blocks(), 2)).average().parameters();
    assertThat(NetworkPassTest.difference(other, judged.state().parameters())).isGreaterThan(1e-4);
  }

  @Test
  void replicasMayRunTwiceAndInAnyOrder() {
    NetworkRows rows = rows(3);
    Network network = rows.network(new Random(2), 1, 7, 4);
    ReplicaState state = start(network);
    List<Shard> shards = shards(rows, rows.lay(4, 20, Storage.FLOAT32).blocks(), 5);
    ReplicaTotal expected = round(rows, network, state, shards);
    for (int seed = 0; seed < 5; seed++) {
      List<Shard> shuffled = new ArrayList<>(shards);
      Collections.shuffle(shuffled, new Random(seed));
      assertSameBits(round(rows, network, state, shuffled), expected);
    }
  }

  @Test
  @SuppressWarnings("try")
  void scalarAndVectorKernelsGiveTheSameBits() {
    NetworkRows rows = NetworkRows.draw(3, 300, 37, 3, true);
    Network network = rows.network(new Random(2), 1, 19, 9);
    ReplicaState state = start(network);
    List<Shard> shards = shards(rows, rows.lay(2, 100, Storage.FLOAT32).blocks(), 2);
    ReplicaTotal best = round(rows, network, state, shards);
    try (Kernels.Use use = Kernels.use(Kernels.scalar())) {
      assertSameBits(round(rows, network, state, shards), best);
    }
  }

  @Test
  void heldOutRowsAndLevelsChangeNoParameter() {
    NetworkRows rows = rows(3);
    Network network = rows.network(new Random(2), 1, 7, 4);
    ReplicaState state = start(network);
    int[] held = IntStream.range(0, 40).toArray();
    List<Block> training = rows.lay(2, 50, Storage.FLOAT64).blocks();
    List<Block> all = new ArrayList<>(training);
    all.addAll(rows.blocks(held, 1, Role.TEST, 16, Storage.FLOAT64));
    ReplicaTotal with = round(rows, network, state, shards(rows, all, 2));
    assertSameBits(with, round(rows, network, state, shards(rows, training, 2)));
    double expected =
        TextbookNetwork.of(network)
            .objective(
                Arrays.copyOf(rows.x(), 40),
                Arrays.copyOf(rows.y(), 40),
                Arrays.copyOf(rows.w(), 40),
                0)
            .loss();
    assertThat(with.figures().heldOutLoss().orElseThrow()).isCloseTo(expected, within(1e-12));
    ReplicaPass off =
        new ReplicaPass(rows.plainInput(), network, state, RECIPE, SCALE, HealthLevel.OFF);
    assertSameBits(new NetworkRows.Shards(shards(rows, training, 2)).aggregate(off), with);
  }

  @Test
  void passesAndTotalsCrossTheWireWhole() throws IOException, ClassNotFoundException {
    NetworkRows rows = rows(3);
    Network network = rows.network(new Random(2), 1, 7, 4);
    ReplicaState state = start(network);
    List<Shard> shards = shards(rows, rows.lay(2, 50, Storage.FLOAT32).blocks(), 2);
    ReplicaPass pass =
        new ReplicaPass(rows.plainInput(), network, state, RECIPE, SCALE, HealthLevel.FULL);
    ReplicaTotal here = new NetworkRows.Shards(shards).aggregate(pass);
    ReplicaPass sent = overTheWire(pass);
    ReplicaTotal there =
        overTheWire(sent.over(shards.get(1))).mergeWith(overTheWire(sent.over(shards.get(0))));
    assertSameBits(there, here);
    assertThat(there.figures().health().whole().rows())
        .isEqualTo(here.figures().health().whole().rows())
        .isPositive();
    NetworkPass full = new NetworkPass(rows.plainInput(), network, HealthLevel.BASIC);
    assertThat(overTheWire(overTheWire(full).over(shards.get(0))).meanGradient())
        .isEqualTo(full.over(shards.get(0)).meanGradient());
  }

  @SuppressWarnings("unchecked")
  private static <T extends Serializable> T overTheWire(T sent)
      throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(sent);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (T) in.readObject();
    }
  }

  @Test
  void theReplicaWithMoreWeightCountsMore() {
    NetworkRows rows = rows(2);
    Network network = rows.network(new Random(2), 1, 3);
    ReplicaState state = start(network);
    List<Block> blocks = rows.lay(2, 200, Storage.FLOAT64).blocks();
    List<Shard> shards = NetworkPassTest.shardsBySource(blocks);
    double[] both = round(rows, network, state, shards).average().parameters();
    double[][] alone = new double[2][];
    double[] weight = new double[2];
    for (int r = 0; r < 2; r++) {
      alone[r] = round(rows, network, state, shards.subList(r, r + 1)).average().parameters();
      weight[r] = Arrays.stream(shards.get(r).blocks().get(0).weights()).sum();
    }
    double share = weight[0] / (weight[0] + weight[1]);
    assertThat(share).isNotEqualTo(0.5);
    for (int i = 0; i < both.length; i++) {
      double expected = share * alone[0][i] + (1 - share) * alone[1][i];
      assertThat(both[i]).isCloseTo(expected, within(1e-12));
    }
  }

  @Test
  void aReplicaWithoutRowsDoesNotCount() {
    NetworkRows rows = rows(2);
    Network network = rows.network(new Random(2), 1, 3);
    ReplicaState state = start(network);
    List<Block> blocks = rows.lay(1, 50, Storage.FLOAT64).blocks();
    ReplicaTotal expected = round(rows, network, state, List.of(new Shard(0, blocks)));
    List<Shard> withEmpty = List.of(new Shard(0, blocks), new Shard(1, List.of()));
    assertSameBits(round(rows, network, state, withEmpty), expected);
  }

  @Test
  void probesLookAtSoManyRowsOfASourceHoweverManyBlocksItHas() {
    NetworkRows rows = NetworkRows.draw(8, 3000, 4, 2, false);
    Network network = rows.network(new Random(8), 1, 3);
    for (int blockRows : new int[] {3000, 600, 100, 10}) {
      List<Block> blocks = rows.lay(1, blockRows, Storage.FLOAT32).blocks();
      HealthTotal health =
          round(rows, network, start(network), List.of(new Shard(0, blocks))).figures().health();
      long expected = blockRows == 10 ? 260 : 256;
      assertThat(health.whole().probe().orElseThrow().rows()).isEqualTo(expected);
    }
  }

  @Test
  void rowsInGroupsTakeTheSameSteps() {
    NetworkRows rows = rows(2);
    Network network = rows.network(new Random(2), 1, 3);
    ReplicaState state = start(network);
    List<Block> blocks = rows.lay(3, 50, Storage.FLOAT64).blocks();
    List<Block> grouped = new ArrayList<>();
    for (Block block : blocks) {
      short[] groups = new short[block.rows()];
      for (int i = 0; i < groups.length; i++) {
        groups[i] = (short) (i % 5);
      }
      grouped.add(block.in(groups));
    }
    ReplicaTotal expected = round(rows, network, state, shards(rows, blocks, 2));
    ReplicaTotal total = round(rows, network, state, shards(rows, grouped, 2));
    assertSameBits(total, expected);
    HealthTotal health = total.figures().health();
    assertThat(health.sources()).hasSize(5);
    SourceHealth all = expected.figures().health().whole();
    assertThat(health.whole().rows()).isEqualTo(all.rows());
    assertThat(health.whole().steps().get(0).meanUpdate())
        .isEqualTo(all.steps().get(0).meanUpdate());
    long probed = 0;
    for (SourceHealth group : health.sources().values()) {
      assertThat(group.steps().get(0).steps()).as("a step is of several groups").isZero();
      probed += group.probe().orElseThrow().rows();
    }
    assertThat(probed).isEqualTo(all.probe().orElseThrow().rows()).isPositive();
  }

  @Test
  void secondMomentsOfAnySizeAreAveragedWithoutLoss() {
    NetworkRows rows = rows(2);
    Network network = rows.network(new Random(2), 1, 3);
    NetworkParameters zero = NetworkParameters.zeros(network, Storage.FLOAT64);
    NetworkParameters v = NetworkParameters.zeros(network, Storage.FLOAT64);
    double[] values = new double[v.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.scalb(1 + i / 64.0, i * 4 - 60);
    }
    v.load(values);
    ReplicaTotal total = new ReplicaTotal(start(network), 1, new NetworkFigures(0, 1, 2));
    BlockId block = new BlockId(0, Role.TRAIN, 0);
    total.addReplica(block, 0.25, zero, zero, v, new double[0]);
    total.addReplica(block, 0.5, zero, zero, v, new double[0]);
    double[] mean = total.average().v();
    assertThat(total.figures().fault()).isEmpty();
    for (int i = 0; i < values.length; i++) {
      assertThat(mean[i] / values[i]).as("%s", values[i]).isCloseTo(1, within(1e-10));
    }
  }

  @Test
  void aNumberThatIsNotFiniteStopsTheRoundAndNamesItsReplica() {
    NetworkRows rows = rows(2);
    Network network = rows.network(new Random(2), 1, 3);
    double[] parameters = network.parameters();
    ReplicaState state = start(network.withParameters(parameters));
    List<Shard> shards = shards(rows, rows.lay(3, 30, Storage.FLOAT64).blocks(), 3);
    ReplicaRecipe wild = recipe(1e300);
    ReplicaPass pass =
        new ReplicaPass(rows.plainInput(), network, state, wild, SCALE, HealthLevel.BASIC);
    NetworkFault fault =
        new NetworkRows.Shards(shards).aggregate(pass).figures().fault().orElseThrow();
    assertThat(fault.shard()).isZero();
    assertThat(shards.get(0).blocks()).extracting(Block::id).contains(fault.block());
    assertThat(round(rows, network, state, shards).figures().fault()).isEmpty();
    parameters[1] = Double.NaN;
    NetworkFault loss =
        round(rows, network, start(network.withParameters(parameters)), shards.subList(1, 2))
            .figures()
            .fault()
            .orElseThrow();
    assertThat(loss.shard()).isEqualTo(1);
    assertThat(loss.what()).isEqualTo("the loss");
    assertThat(loss.value()).isNaN();
  }

  private static ReplicaState start(Network network) {
    return ReplicaState.start(network, RECIPE.optimizer());
  }

  private static ReplicaTotal round(
      NetworkRows rows, Network network, ReplicaState state, List<Shard> shards) {
    return new NetworkRows.Shards(shards)
        .aggregate(
            new ReplicaPass(rows.plainInput(), network, state, RECIPE, SCALE, HealthLevel.FULL));
  }

  static List<Shard> shards(NetworkRows rows, List<Block> blocks, int replicas) {
    Map<BlockId, Integer> dealt = Dealing.replicaOf(rows.store(blocks).summary(), replicas);
    List<Shard> shards = new ArrayList<>();
    for (int r = 0; r < replicas; r++) {
      int replica = r;
      shards.add(
          new Shard(
              r,
              blocks.stream()
                  .filter(b -> dealt.get(b.id()) == replica)
                  .sorted((a, b) -> a.id().compareTo(b.id()))
                  .toList()));
    }
    return shards;
  }

  private static void assertSameBits(ReplicaTotal a, ReplicaTotal b) {
    assertThat(a.average().parameters()).isEqualTo(b.average().parameters());
    assertThat(a.average().m()).isEqualTo(b.average().m());
    assertThat(a.average().v()).isEqualTo(b.average().v());
    assertThat(a.figures().loss()).isEqualTo(b.figures().loss());
  }

  private static void assertClose(double[] actual, double[] expected) {
    assertThat(NetworkPassTest.difference(actual, expected)).isLessThan(1e-9);
  }
}
