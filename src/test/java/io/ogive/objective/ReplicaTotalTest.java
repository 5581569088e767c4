package io.ogive.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ogive.data.Block;
import io.ogive.data.BlockId;
import io.ogive.data.Role;
import io.ogive.data.Shard;
import io.ogive.data.Storage;
import io.ogive.health.HealthLevel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of the replicas of a round: their average, whatever was on the wire. */
class ReplicaTotalTest {
  @Test
  void passesAndTotalsCrossTheWireWhole() throws IOException, ClassNotFoundException {
    ReplicaTrial trial = ReplicaTrial.of(3, 7, 4);
    List<Shard> shards = trial.shards(trial.rows().lay(2, 50, Storage.FLOAT32).blocks(), 2);
    ReplicaPass pass = trial.pass(trial.start(), ReplicaTrial.RECIPE, HealthLevel.FULL);
    ReplicaTotal here = new NetworkRows.Shards(shards).aggregate(pass);
    ReplicaPass sent = overTheWire(pass);
    ReplicaTotal there =
        overTheWire(sent.over(shards.get(1))).mergeWith(overTheWire(sent.over(shards.get(0))));
    ReplicaTrial.assertSameBits(there, here);
    assertThat(there.figures().health().whole().rows())
        .isEqualTo(here.figures().health().whole().rows())
        .isPositive();
    NetworkPass full =
        new NetworkPass(trial.rows().plainInput(), trial.network(), HealthLevel.BASIC);
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
    ReplicaTrial trial = ReplicaTrial.of(2, 3);
    List<Block> blocks = trial.rows().lay(2, 200, Storage.FLOAT64).blocks();
    List<Shard> shards = NetworkPasses.shardsBySource(blocks);
    double[] both = trial.round(shards).average().parameters();
    double[][] alone = new double[2][];
    double[] weight = new double[2];
    for (int r = 0; r < 2; r++) {
      alone[r] = trial.round(shards.subList(r, r + 1)).average().parameters();
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
    ReplicaTrial trial = ReplicaTrial.of(2, 3);
    List<Block> blocks = trial.rows().lay(1, 50, Storage.FLOAT64).blocks();
    ReplicaTotal expected = trial.round(List.of(new Shard(0, blocks)));
    List<Shard> withEmpty = List.of(new Shard(0, blocks), new Shard(1, List.of()));
    ReplicaTrial.assertSameBits(trial.round(withEmpty), expected);
  }

  @Test
  void secondMomentsOfAnySizeAreAveragedWithoutLoss() {
    ReplicaTrial trial = ReplicaTrial.of(2, 3);
    NetworkParameters zero = NetworkParameters.zeros(trial.network(), Storage.FLOAT64);
    NetworkParameters v = NetworkParameters.zeros(trial.network(), Storage.FLOAT64);
    double[] values = new double[v.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.scalb(1 + i / 64.0, i * 4 - 60);
    }
    v.load(values);
    ReplicaTotal total = new ReplicaTotal(trial.start(), 1, new NetworkFigures(0, 1, 2));
    BlockId block = new BlockId(0, Role.TRAIN, 0);
    total.addReplica(block, 0.25, zero, zero, v, new double[0]);
    total.addReplica(block, 0.5, zero, zero, v, new double[0]);
    double[] mean = total.average().v();
    assertThat(total.figures().fault()).isEmpty();
    for (int i = 0; i < values.length; i++) {
      assertThat(mean[i] / values[i]).as("%s", values[i]).isCloseTo(1, within(1e-10));
    }
  }
}
