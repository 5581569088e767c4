package io.ogive.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ogive.health.LayerStats;
import io.ogive.health.MarginStats;
import io.ogive.health.Octaves;
import io.ogive.health.SourceHealth;
import io.ogive.reference.TextbookStatistics;
import java.util.Arrays;

/** Compares a source's statistics with a brute-force recount: counts exactly, sums to 1e-9. */
public final class HealthRecount {
  private HealthRecount() {}

  public static void assertEqual(SourceHealth actual, TextbookStatistics expected) {
    assertEqualLayers(actual, expected);
    long rows = 0;
    for (long[][] label : expected.margins) {
      for (long[] side : label) {
        rows += Arrays.stream(side).sum();
      }
    }
    assertEqualMargins(actual, expected);
    assertThat(actual.rows()).isEqualTo(rows);
  }

  private static void assertEqualLayers(SourceHealth actual, TextbookStatistics expected) {
    for (int l = 0; l < expected.core.length; l++) {
      LayerStats layer = actual.hidden().get(l);
      octaves(layer.octaves(), expected.octaves[l]);
      assertThat(layer.core()).isEqualTo(expected.core[l]);
      double n = layer.count();
      double[] sums = expected.sums[l];
      close(layer.meanZ() * n, sums[0]);
      close((layer.varianceZ() + layer.meanZ() * layer.meanZ()) * n, sums[1]);
      close(layer.meanG() * n, sums[2]);
      close(layer.phi() * n, sums[3]);
      close(layer.signalIn(), sums[4]);
      close(layer.signalOut(), sums[5]);
    }
  }

  /** The same where rows are not counted by their margins. */
  static void assertEqual(SourceHealth actual, TextbookStatistics expected, long rows) {
    assertEqualLayers(actual, expected);
    assertEqualMargins(actual, expected);
    assertThat(actual.rows()).isEqualTo(rows);
  }

  private static void assertEqualMargins(SourceHealth actual, TextbookStatistics expected) {
    for (int k = 0; k < expected.margins.length; k++) {
      MarginStats.ByLabel label = actual.margins().label(k);
      for (int o = 0; o < Octaves.SIZE; o++) {
        assertThat(label.right().low(o) + label.right().high(o))
            .isEqualTo(expected.margins[k][0][o]);
        assertThat(label.wrong().low(o) + label.wrong().high(o))
            .isEqualTo(expected.margins[k][1][o]);
      }
      assertThat(label.confidentlyWrong()).isEqualTo(expected.confidentlyWrong[k][0]);
      assertThat(label.veryConfidentlyWrong()).isEqualTo(expected.confidentlyWrong[k][1]);
      close(label.sumMargin(), expected.marginSums[k][0]);
      close(label.sumSquaredMargin(), expected.marginSums[k][1]);
      close(label.sumLoss(), expected.marginSums[k][2]);
      close(label.sumResidual(), expected.marginSums[k][3]);
      close(label.fisherMass(), expected.marginSums[k][4]);
      close(label.sumResidualSlope(), expected.marginSums[k][5]);
    }
    close(actual.outputSignal(), expected.output[0]);
    close(actual.weight(), expected.output[1]);
  }

  private static void octaves(Octaves actual, long[][] expected) {
    for (int o = 0; o < Octaves.SIZE; o++) {
      assertThat(actual.low(o)).as("low octave %d", o).isEqualTo(expected[0][o]);
      assertThat(actual.high(o)).as("high octave %d", o).isEqualTo(expected[1][o]);
    }
  }

  private static void close(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, within(1e-9 * Math.max(1, Math.abs(expected))));
  }
}
