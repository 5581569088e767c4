package io.ogive.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ogive.data.Block;
import io.ogive.data.Storage;
import io.ogive.health.HealthLevel;
import io.ogive.health.HealthTotal;
import io.ogive.health.LayerStats;
import io.ogive.health.SourceHealth;
import io.ogive.model.Network;
import io.ogive.reference.TextbookNetwork;
import io.ogive.reference.TextbookStatistics;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkHealthTest {

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void statisticsOfASourceAreTheRecountOfItsRows(int classes) {
    NetworkRows rows = NetworkRows.draw(classes, 300, 6, classes, true);
    Network network = rows.network(new Random(3), 4, 8, 5);
    HealthTotal health = health(rows, network, rows.lay(3, 40, Storage.FLOAT64).blocks());
    TextbookNetwork textbook = TextbookNetwork.of(network);
    for (int s = 0; s < 3; s++) {
      TextbookStatistics expected = new TextbookStatistics(2, classes);
      for (int i = s; i < 300; i += 3) {
        expected.add(textbook, rows.x()[i], rows.y()[i], rows.w()[i]);
      }
      HealthRecount.assertEqual(health.source(s), expected);
      HealthRecount.assertFull(health.source(s), expected.full);
    }
  }

  @Test
  void oneRowLeftOutIsSeenInEveryFigure() {
    NetworkRows rows = NetworkRows.draw(3, 60, 6, 3, true);
    Network network = rows.network(new Random(3), 4, 8, 5);
    SourceHealth health = health(rows, network, rows.lay(1, 40, Storage.FLOAT64).blocks()).whole();
    TextbookStatistics all = new TextbookStatistics(2, 3);
    TextbookStatistics some = new TextbookStatistics(2, 3);
    for (int i = 0; i < 60; i++) {
      all.add(TextbookNetwork.of(network), rows.x()[i], rows.y()[i], rows.w()[i]);
      if (i != 17) {
        some.add(TextbookNetwork.of(network), rows.x()[i], rows.y()[i], rows.w()[i]);
      }
    }
    HealthRecount.assertFull(health, all.full);
    assertThatThrownBy(() -> HealthRecount.assertEqual(health, some))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> HealthRecount.assertFull(health, some.full))
        .isInstanceOf(AssertionError.class);
    some.full.units[0] = all.full.units[0];
    some.full.units[1] = all.full.units[1];
    assertThatThrownBy(() -> HealthRecount.assertFull(health, some.full))
        .isInstanceOf(AssertionError.class);
    some.full.outputs = all.full.outputs;
    assertThatThrownBy(() -> HealthRecount.assertFull(health, some.full))
        .isInstanceOf(AssertionError.class);
    System.arraycopy(all.full.bins, 0, some.full.bins, 0, all.full.bins.length);
    assertThatThrownBy(() -> HealthRecount.assertFull(health, some.full))
        .isInstanceOf(AssertionError.class);
    some.full.gradient = all.full.gradient;
    HealthRecount.assertFull(health, some.full);
  }

  @Test
  void aColumnTimesAThousandSaturatesItsSourceApartFromTheRest() {
    NetworkRows rows = NetworkRows.draw(1, 400, 6, 3, false);
    for (int i = 2; i < 400; i += 4) {
      rows.x()[i][1] *= 1000;
    }
    Network network = rows.network(new Random(3), 0.4, 8, 5);
    HealthTotal health = health(rows, network, rows.lay(4, 64, Storage.FLOAT32).blocks());
    for (int s = 0; s < 4; s++) {
      LayerStats first = health.source(s).hidden().get(0);
      if (s == 2) {
        assertThat(first.saturatedShare()).isGreaterThan(0.9);
        assertThat(first.transmission()).isLessThan(0.25);
      } else {
        assertThat(first.saturatedShare()).isLessThan(0.1);
        assertThat(first.transmission()).isGreaterThan(0.5);
      }
    }
  }

  @Test
  void attenuationIsTheProductOfTransmissionAndWeightGains() {
    NetworkRows rows = NetworkRows.draw(1, 200, 6, 4, true);
    Network network = rows.network(new Random(3), 2, 8, 5);
    SourceHealth whole = health(rows, network, rows.lay(2, 64, Storage.FLOAT64).blocks()).whole();
    LayerStats first = whole.hidden().get(0);
    LayerStats second = whole.hidden().get(1);
    double gain1 = Math.sqrt((first.signalIn() / 8) / (second.signalOut() / 5));
    double gain2 = Math.sqrt((second.signalIn() / 5) / (whole.outputSignal() / 4));
    double expected = first.transmission() / 4 * gain1 * (second.transmission() / 4) * gain2;
    assertThat(whole.attenuation(0, 8, 4) / expected).isBetween(1 - 1e-12, 1 + 1e-12);
  }

  private static HealthTotal health(NetworkRows rows, Network network, List<Block> blocks) {
    return new NetworkRows.Shards(NetworkPasses.shardsBySource(blocks))
        .aggregate(new NetworkPass(rows.plainInput(), network, HealthLevel.FULL))
        .figures()
        .health();
  }
}
