package io.ogive.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ogive.data.Block;
import io.ogive.data.Role;
import io.ogive.data.Shard;
import io.ogive.data.Storage;
import io.ogive.health.HealthLevel;
import io.ogive.math.Kernels;
import io.ogive.objective.NetworkRows.Laid;
import io.ogive.reference.TextbookNetwork;
import io.ogive.reference.TextbookObjective;
import io.ogive.reference.TextbookReplicas;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplicaPassTest {
  @ParameterizedTest
  @CsvSource({"1, 2", "2, 2", "3, 2", "1, 3", "2, 4", "3, 3"})
  void aRoundIsTheTextbooks(int replicas, int classes) {
    ReplicaTrial trial = ReplicaTrial.of(classes, 7, 4);
    Laid laid = trial.rows().lay(3, 50, Storage.FLOAT64);
    ReplicaState state = trial.start();
    for (int round = 0; round < 3; round++) {
      ReplicaTotal total = trial.round(state, trial.shards(laid.blocks(), replicas));
      RoundReplay replay =
          new RoundReplay(ReplicaTrial.RECIPE, trial.rows(), laid, trial.network(), replicas);
      // Every round from the same state, so that differences cannot grow.
      TextbookReplicas.Round judged =
          replay.round(
              new TextbookReplicas.State(state.parameters(), state.m(), state.v(), state.steps()));
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
    ReplicaTrial trial = ReplicaTrial.of(3, 7, 4);
    Laid laid = trial.rows().lay(3, 50, Storage.FLOAT64);
    ReplicaState state = trial.start();
    RoundReplay replay =
        new RoundReplay(ReplicaTrial.RECIPE, trial.rows(), laid, trial.network(), 2);
    TextbookReplicas.Round judged =
        replay.round(
            new TextbookReplicas.State(
                state.parameters(), state.m(), state.v(), ReplicaTrial.RECIPE.localSteps()));
    double[] other = trial.round(trial.shards(laid.blocks(), 2)).average().parameters();
    assertThat(NetworkPasses.difference(other, judged.state().parameters())).isGreaterThan(1e-4);
  }

  @Test
  void replicasMayRunTwiceAndInAnyOrder() {
    ReplicaTrial trial = ReplicaTrial.of(3, 7, 4);
    List<Shard> shards = trial.shards(trial.rows().lay(4, 20, Storage.FLOAT32).blocks(), 5);
    ReplicaTotal expected = trial.round(shards);
    for (int seed = 0; seed < 5; seed++) {
      List<Shard> shuffled = new ArrayList<>(shards);
      Collections.shuffle(shuffled, new Random(seed));
      ReplicaTrial.assertSameBits(trial.round(shuffled), expected);
    }
  }

  @Test
  @SuppressWarnings("try")
  void scalarAndVectorKernelsGiveTheSameBits() {
    ReplicaTrial trial = ReplicaTrial.of(NetworkRows.draw(3, 300, 37, 3, true), 19, 9);
    List<Shard> shards = trial.shards(trial.rows().lay(2, 100, Storage.FLOAT32).blocks(), 2);
    ReplicaTotal best = trial.round(shards);
    try (Kernels.Use use = Kernels.use(Kernels.scalar())) {
      ReplicaTrial.assertSameBits(trial.round(shards), best);
    }
  }

  @Test
  void heldOutRowsAndLevelsChangeNoParameter() {
    ReplicaTrial trial = ReplicaTrial.of(3, 7, 4);
    int[] held = IntStream.range(0, 40).toArray();
    List<Block> training = trial.rows().lay(2, 50, Storage.FLOAT64).blocks();
    List<Block> all = new ArrayList<>(training);
    all.addAll(trial.rows().blocks(held, 1, Role.TEST, 16, Storage.FLOAT64));
    ReplicaTotal with = trial.round(trial.shards(all, 2));
    ReplicaTrial.assertSameBits(with, trial.round(trial.shards(training, 2)));
    double expected =
        TextbookObjective.of(
                TextbookNetwork.of(trial.network()),
                Arrays.copyOf(trial.rows().x(), 40),
                Arrays.copyOf(trial.rows().y(), 40),
                Arrays.copyOf(trial.rows().w(), 40),
                0)
            .loss();
    assertThat(with.figures().heldOutLoss().orElseThrow()).isCloseTo(expected, within(1e-12));
    ReplicaPass off = trial.pass(trial.start(), ReplicaTrial.RECIPE, HealthLevel.OFF);
    ReplicaTrial.assertSameBits(
        new NetworkRows.Shards(trial.shards(training, 2)).aggregate(off), with);
  }

  @Test
  void aNumberThatIsNotFiniteStopsTheRoundAndNamesItsReplica() {
    ReplicaTrial trial = ReplicaTrial.of(2, 3);
    List<Shard> shards = trial.shards(trial.rows().lay(3, 30, Storage.FLOAT64).blocks(), 3);
    ReplicaPass pass = trial.pass(trial.start(), ReplicaTrial.recipe(1e300), HealthLevel.BASIC);
    NetworkFault fault =
        new NetworkRows.Shards(shards).aggregate(pass).figures().fault().orElseThrow();
    assertThat(fault.shard()).isZero();
    assertThat(shards.get(0).blocks()).extracting(Block::id).contains(fault.block());
    assertThat(trial.round(shards).figures().fault()).isEmpty();
    double[] parameters = trial.network().parameters();
    parameters[1] = Double.NaN;
    ReplicaTrial broken =
        new ReplicaTrial(trial.rows(), trial.network().withParameters(parameters));
    NetworkFault loss =
        trial.round(broken.start(), shards.subList(1, 2)).figures().fault().orElseThrow();
    assertThat(loss.shard()).isEqualTo(1);
    assertThat(loss.what()).isEqualTo("the loss");
    assertThat(loss.value()).isNaN();
  }

  private static void assertClose(double[] actual, double[] expected) {
    assertThat(NetworkPasses.difference(actual, expected)).isLessThan(1e-9);
  }
}
