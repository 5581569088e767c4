package io.ogive.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ogive.health.GradientSketch;
import io.ogive.health.LayerStats;
import io.ogive.health.MarginBins;
import io.ogive.health.MarginStats;
import io.ogive.health.Octaves;
import io.ogive.health.OutputStats;
import io.ogive.health.SourceHealth;
import io.ogive.health.StepStats;
import io.ogive.health.UnitStats;
import io.ogive.reference.TextbookFull;
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

  /** What the full level adds, over rows, steps and their gradient. */
  public static void assertFull(SourceHealth actual, TextbookFull expected) {
    assertUnitsAndOutputs(actual, expected);
    assertGradient(actual, expected.gradient);
    assertSteps(actual, expected.steps);
  }

  /** The same but for the gradient and steps, which rows of a group have not alone. */
  static void assertUnitsAndOutputs(SourceHealth actual, TextbookFull expected) {
    for (int l = 0; l < expected.units.length; l++) {
      UnitStats units = actual.hidden().get(l).units();
      assertThat(units.units()).isEqualTo(expected.units[l].length);
      for (int j = 0; j < units.units(); j++) {
        double[] unit = expected.units[l][j];
        double n = units.rows();
        close(units.meanZ(j) * n, unit[0]);
        close((units.varianceZ(j) + units.meanZ(j) * units.meanZ(j)) * n, unit[1]);
        close(units.lowest(j), unit[2]);
        close(units.highest(j), unit[3]);
      }
    }
    OutputStats outputs = actual.outputStats();
    assertThat(outputs.outputs()).isEqualTo(expected.outputs.length);
    for (int k = 0; k < outputs.outputs(); k++) {
      double[] sums = expected.outputs[k];
      assertThat(outputs.truths(k)).isEqualTo((long) sums[0]);
      close(outputs.sumProbability(k), sums[1]);
      close(outputs.sumSquaredProbability(k), sums[2]);
      close(outputs.sumProbabilityOfTruth(k), sums[3]);
      close(outputs.sumSignal(k), sums[4]);
      close(outputs.weightOfTruth(k), sums[5]);
    }
    for (int b = 0; b < MarginBins.SIZE; b++) {
      assertThat(actual.margins().bins().count(b)).as("bin %d", b).isEqualTo(expected.bins[b]);
    }
  }

  /** Number by number into the sketch, and where they are few the norm that it must have. */
  private static void assertGradient(SourceHealth actual, double[] gradient) {
    GradientSketch.Part part = new GradientSketch.Part();
    double squares = 0;
    for (int i = 0; i < gradient.length; i++) {
      part.add(gradient[i], i);
      squares += gradient[i] * gradient[i];
    }
    GradientSketch sketch = new GradientSketch();
    sketch.observe(part);
    for (int i = 0; i < GradientSketch.NUMBERS; i++) {
      close(actual.gradient().numbers()[i], sketch.numbers()[i]);
    }
    if (gradient.length <= GradientSketch.NUMBERS) {
      close(actual.gradient().squaredNorm(), squares);
    }
  }

  private static void assertSteps(SourceHealth actual, double[][] steps) {
    for (int l = 0; l < steps.length; l++) {
      StepStats stats = actual.steps().get(l);
      assertThat(stats.steps()).isEqualTo((long) steps[l][4]);
      if (stats.steps() > 0) {
        close(stats.meanUpdate() * steps[l][3], steps[l][0]);
        close(stats.meanWeight() * steps[l][3], steps[l][1]);
        close(stats.meanGradient() * steps[l][3], steps[l][2]);
      }
    }
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
