package io.ogive.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ogive.data.Block;
import io.ogive.data.Shard;
import io.ogive.data.Storage;
import io.ogive.health.HealthLevel;
import io.ogive.health.HealthTotal;
import io.ogive.health.MarginBins;
import io.ogive.health.MarginStats.ByLabel;
import io.ogive.health.Octaves;
import io.ogive.health.SourceHealth;
import io.ogive.model.Network;
import io.ogive.reference.TextbookNetwork;
import io.ogive.reference.TextbookStatistics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows in groups are counted by group, wherever they lie, and nothing else changes. */
class GroupedHealthTest {
  private static final int ROWS = 300;

  /** Groups of very different sizes that cross sources, blocks and batches. */
  private static final int[] GROUP_OF =
      IntStream.range(0, ROWS).map(i -> i % 11 == 0 ? 2 : i % 2 + (i > 200 ? 2 : 0)).toArray();

  private static List<Block> grouped(NetworkRows.Laid laid, int[] groupOf) {
    List<Block> blocks = new ArrayList<>();
    for (Block block : laid.blocks()) {
      int[] rows = laid.rows().get(block.id());
      short[] groups = new short[rows.length];
      for (int i = 0; i < rows.length; i++) {
        groups[i] = (short) groupOf[rows[i]];
      }
      blocks.add(block.in(groups));
    }
    return blocks;
  }

  private static NetworkTotal pass(NetworkRows rows, Network network, List<Shard> shards) {
    return new NetworkRows.Shards(shards)
        .aggregate(new NetworkPass(rows.plainInput(), network, HealthLevel.FULL));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void statisticsOfAGroupAreTheRecountOfItsRows(int classes) {
    NetworkRows rows = NetworkRows.draw(classes, ROWS, 6, classes, true);
    Network network = rows.network(new Random(3), 4, 8, 5);
    NetworkRows.Laid laid = rows.lay(3, 40, Storage.FLOAT64);
    List<Shard> shards = NetworkPasses.shardsBySource(grouped(laid, GROUP_OF));
    NetworkTotal total = pass(rows, network, shards);
    HealthTotal health = total.figures().health();
    assertThat(health.sources()).hasSize(4);
    for (int g = 0; g < 4; g++) {
      SourceHealth found = health.source(g);
      assertThat(found.isFull()).isTrue();
      TextbookStatistics expected = recount(rows, network, g, 0);
      HealthRecount.assertEqual(found, expected);
      HealthRecount.assertUnitsAndOutputs(found, expected.full);
      assertThat(found.gradient().isObserved()).as("of rows of several groups").isFalse();
      TextbookStatistics other = recount(rows, network, g, 1);
      assertThatThrownBy(() -> HealthRecount.assertEqual(found, other))
          .as("one row more or less")
          .isInstanceOf(AssertionError.class);
    }
    NetworkTotal plain = pass(rows, network, NetworkPasses.shardsBySource(laid.blocks()));
    assertThat(total.meanGradient()).isEqualTo(plain.meanGradient());
    assertThat(health.whole().gradient().numbers())
        .isEqualTo(plain.figures().health().whole().gradient().numbers());
    assertThat(health.gradientDiversity()).isNaN();
    assertThat(plain.figures().health().gradientDiversity()).isPositive();
  }

  /** Of the rows of a group, the first few of all rows left out. */
  private static TextbookStatistics recount(NetworkRows rows, Network network, int g, int without) {
    TextbookStatistics expected = new TextbookStatistics(2, rows.classes());
    int left = without;
    for (int i = 0; i < ROWS; i++) {
      if (GROUP_OF[i] == g && left-- <= 0) {
        expected.add(TextbookNetwork.of(network), rows.x()[i], rows.y()[i], rows.w()[i]);
      }
    }
    return expected;
  }

  @ParameterizedTest
  @EnumSource(Storage.class)
  void shardsInAnyOrderGiveTheSameGroups(Storage storage) {
    NetworkRows rows = NetworkRows.draw(1, ROWS, 6, 3, true);
    Network network = rows.network(new Random(3), 2, 8);
    List<Shard> shards =
        new ArrayList<>(NetworkPasses.shardsBySource(grouped(rows.lay(3, 40, storage), GROUP_OF)));
    HealthTotal one = pass(rows, network, shards).figures().health();
    Collections.reverse(shards);
    HealthTotal other = pass(rows, network, shards).figures().health();
    for (int g = 0; g < 4; g++) {
      assertSame(one.source(g), other.source(g), 0);
      assertThat(one.source(g).hidden().get(0).signalOut())
          .isEqualTo(other.source(g).hidden().get(0).signalOut());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void ofALogisticModelAGroupIsWhatASourceOfItsRowsWouldBe(int classes) {
    NetworkRows rows = NetworkRows.draw(classes, ROWS, 6, classes, true);
    double[] factors = new double[classes];
    Arrays.fill(factors, 1);
    LogisticRecipe recipe = LogisticRecipe.of(factors, 2.25, new int[6], HealthLevel.FULL);
    int logits = classes == 2 ? 1 : classes;
    Random random = new Random(5);
    double[][] weights = new double[logits][];
    for (int k = 0; k < logits; k++) {
      weights[k] = random.doubles(6, -1, 1).toArray();
    }
    LogisticPass pass =
        new LogisticPass(recipe, new LogisticPoint(weights, new double[logits], false));
    List<Block> blocks = grouped(rows.lay(3, 40, Storage.FLOAT64), GROUP_OF);
    LogisticSums byGroup =
        new NetworkRows.Shards(NetworkPasses.shardsBySource(blocks)).aggregate(pass).point(0);
    List<Block> apart = rows.lay(GROUP_OF, 1024, Storage.FLOAT64).blocks();
    LogisticSums bySource =
        new NetworkRows.Shards(NetworkPasses.shardsBySource(apart)).aggregate(pass).point(0);
    for (int g = 0; g < 4; g++) {
      assertSame(byGroup.health().source(g), bySource.health().source(g), 1e-12);
    }
    double[] sketch = byGroup.health().whole().gradient().numbers();
    double[] expected = bySource.health().whole().gradient().numbers();
    for (int i = 0; i < sketch.length; i++) {
      assertThat(sketch[i]).isCloseTo(expected[i], within(1e-12));
    }
  }

  private static void assertSame(SourceHealth a, SourceHealth b, double tolerance) {
    assertThat(a.rows()).isEqualTo(b.rows()).isPositive();
    assertThat(a.labelCorrelation()).isCloseTo(b.labelCorrelation(), within(tolerance));
    assertThat(a.outputSignal()).isCloseTo(b.outputSignal(), within(1e3 * tolerance));
    for (int k = 0; k < a.margins().classes(); k++) {
      ByLabel mine = a.margins().label(k);
      ByLabel theirs = b.margins().label(k);
      assertThat(mine.count()).isEqualTo(theirs.count());
      assertThat(mine.confidentlyWrong()).isEqualTo(theirs.confidentlyWrong());
      assertThat(mine.sumMargin()).isCloseTo(theirs.sumMargin(), within(1e3 * tolerance));
      for (int o = 0; o < Octaves.SIZE; o++) {
        assertThat(mine.right().low(o)).isEqualTo(theirs.right().low(o));
        assertThat(mine.wrong().high(o)).isEqualTo(theirs.wrong().high(o));
      }
    }
    for (int bin = 0; bin < MarginBins.SIZE; bin++) {
      assertThat(a.margins().bins().count(bin)).isEqualTo(b.margins().bins().count(bin));
    }
  }
}
