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
import io.ogive.math.Kernels;
import io.ogive.model.Loss;
import io.ogive.model.Network;
import io.ogive.objective.NetworkRows.Laid;
import io.ogive.reference.TextbookNetwork;
import io.ogive.reference.TextbookObjective;
import io.ogive.reference.TextbookReplicas;
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
  static final ReplicaRecipe RECIPE = recipe(0.02);

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

  static final double SCALE = 0x1p-9;

  static NetworkRows rows(int classes) {
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
        TextbookObjective.of(
                TextbookNetwork.of(network),
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

  static ReplicaState start(Network network) {
    return ReplicaState.start(network, RECIPE.optimizer());
  }

  static ReplicaTotal round(
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

  static void assertSameBits(ReplicaTotal a, ReplicaTotal b) {
    assertThat(a.average().parameters()).isEqualTo(b.average().parameters());
    assertThat(a.average().m()).isEqualTo(b.average().m());
    assertThat(a.average().v()).isEqualTo(b.average().v());
    assertThat(a.figures().loss()).isEqualTo(b.figures().loss());
  }

  private static void assertClose(double[] actual, double[] expected) {
    assertThat(NetworkPassTest.difference(actual, expected)).isLessThan(1e-9);
  }
}
