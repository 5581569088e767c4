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
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What becomes of the replicas of a round: their average, whatever was on the wire. */
class ReplicaTotalTest {
  @Test
  void passesAndTotalsCrossTheWireWhole() throws IOException, ClassNotFoundException {
    NetworkRows rows = ReplicaPassTest.rows(3);
    Network network = rows.network(new Random(2), 1, 7, 4);
    ReplicaState state = ReplicaPassTest.start(network);
    List<Shard> shards = ReplicaPassTest.shards(rows, rows.lay(2, 50, Storage.FLOAT32).blocks(), 2);
    ReplicaPass pass =
        new ReplicaPass(
            rows.plainInput(),
            network,
            state,
            ReplicaPassTest.RECIPE,
            ReplicaPassTest.SCALE,
            HealthLevel.FULL);
    ReplicaTotal here = new NetworkRows.Shards(shards).aggregate(pass);
    ReplicaPass sent = overTheWire(pass);
    ReplicaTotal there =
        overTheWire(sent.over(shards.get(1))).mergeWith(overTheWire(sent.over(shards.get(0))));
    ReplicaPassTest.assertSameBits(there, here);
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
    NetworkRows rows = ReplicaPassTest.rows(2);
    Network network = rows.network(new Random(2), 1, 3);
    ReplicaState state = ReplicaPassTest.start(network);
    List<Block> blocks = rows.lay(2, 200, Storage.FLOAT64).blocks();
    List<Shard> shards = NetworkPassTest.shardsBySource(blocks);
    double[] both = ReplicaPassTest.round(rows, network, state, shards).average().parameters();
    double[][] alone = new double[2][];
    double[] weight = new double[2];
    for (int r = 0; r < 2; r++) {
      alone[r] =
          ReplicaPassTest.round(rows, network, state, shards.subList(r, r + 1))
              .average()
              .parameters();
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
    NetworkRows rows = ReplicaPassTest.rows(2);
    Network network = rows.network(new Random(2), 1, 3);
    ReplicaState state = ReplicaPassTest.start(network);
    List<Block> blocks = rows.lay(1, 50, Storage.FLOAT64).blocks();
    ReplicaTotal expected =
        ReplicaPassTest.round(rows, network, state, List.of(new Shard(0, blocks)));
    List<Shard> withEmpty = List.of(new Shard(0, blocks), new Shard(1, List.of()));
    ReplicaPassTest.assertSameBits(
        ReplicaPassTest.round(rows, network, state, withEmpty), expected);
  }

  @Test
  void secondMomentsOfAnySizeAreAveragedWithoutLoss() {
    NetworkRows rows = ReplicaPassTest.rows(2);
    Network network = rows.network(new Random(2), 1, 3);
    NetworkParameters zero = NetworkParameters.zeros(network, Storage.FLOAT64);
    NetworkParameters v = NetworkParameters.zeros(network, Storage.FLOAT64);
    double[] values = new double[v.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.scalb(1 + i / 64.0, i * 4 - 60);
    }
    v.load(values);
    ReplicaTotal total =
        new ReplicaTotal(ReplicaPassTest.start(network), 1, new NetworkFigures(0, 1, 2));
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
