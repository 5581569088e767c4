package io.ogive.objective;

import static org.assertj.core.api.Assertions.assertThat;

import io.ogive.data.Block;
import io.ogive.data.Shard;
import io.ogive.health.HealthLevel;
import io.ogive.model.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Passes over drawn rows, and how their totals are compared. */
final class NetworkPasses {
  private NetworkPasses() {}

  /** The largest difference of two elements, relative to the largest expected. */
  static double difference(double[] actual, double[] expected) {
    double worst = 0;
    for (int i = 0; i < expected.length; i++) {
      worst = Math.max(worst, Math.abs(actual[i] - expected[i]));
    }
    return worst / largest(expected);
  }

  private static double largest(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().orElse(0);
  }

  /** A shard for each source. */
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

  static NetworkTotal pass(NetworkRows rows, List<Block> blocks, Network network) {
    return aggregate(rows, network, List.of(new Shard(0, blocks)));
  }

  static NetworkTotal aggregate(NetworkRows rows, Network network, List<Shard> shards) {
    return new NetworkRows.Shards(shards)
        .aggregate(new NetworkPass(rows.plainInput(), network, HealthLevel.BASIC));
  }

  static void assertSameBits(NetworkTotal a, NetworkTotal b) {
    assertThat(a.meanGradient()).isEqualTo(b.meanGradient());
    assertThat(a.figures().loss()).isEqualTo(b.figures().loss());
    assertThat(a.figures().weight()).isEqualTo(b.figures().weight());
  }
}
