package io.ogive.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ogive.math.KeyedRandom;
import io.ogive.math.NotRepresentableException;
import io.ogive.math.Sigmoid;
import org.junit.jupiter.api.Test;

class SourceHealthTest {
  private static final int LAYERS = 2;
  private static final int UNITS = 5;

  /** Rows of one batch, the same for the same seed. */
  private static void observe(SourceHealth health, int seed) {
    KeyedRandom random = KeyedRandom.of(seed);
    int rows = 1 + random.nextInt(30);
    for (LayerStats layer : health.hidden()) {
      double[] z = new double[rows * UNITS];
      double[] h = new double[z.length];
      double[] delta = new double[z.length];
      for (int i = 0; i < z.length; i++) {
        z[i] = 8 * random.nextDouble() - 4;
        h[i] = Sigmoid.sigmoid(z[i]);
        delta[i] = h[i] * (1 - h[i]);
      }
      SigmoidLayer.forward(layer, z, h, z.length);
      SigmoidLayer.backward(layer, h, delta, z.length);
      layer.units().observe(LayerStats.Curve.SIGMOID, z, h, rows, UNITS);
    }
    double[] label = new double[rows];
    double[] margin = new double[rows];
    double[] p = new double[rows];
    double[] loss = new double[rows];
    for (int i = 0; i < rows; i++) {
      label[i] = random.nextInt(2);
      margin[i] = 8 * random.nextDouble() - 4;
      p[i] = Sigmoid.sigmoid(margin[i]);
      loss[i] = Sigmoid.softplus(-margin[i]);
    }
    health.margins().observe(label, margin, p, loss, rows);
    health.observeOutput(rows / 3.0, rows);
    observeFully(health, label, margin, p);
  }

  private static void observeFully(
      SourceHealth health, double[] label, double[] margin, double[] p) {
    health.margins().bins().observe(margin, margin.length);
    OutputStats.Batch outputs = new OutputStats.Batch(1);
    for (int i = 0; i < margin.length; i++) {
      outputs.add(0, label[i] == 1, (2 * label[i] - 1) * (p[i] - 1), 1 + label[i]);
    }
    outputs.addRows(margin.length);
    health.outputStats().observe(outputs);
    GradientSketch.Part part = new GradientSketch.Part();
    part.add(margin, margin.length, 3);
    health.gradient().observe(part);
    health.steps().get(1).observe(margin, p, label);
  }

  @Test
  void attenuationIsTheProductOfTransmissionAndWeightGains() {
    // One hidden layer of two units under one output, one row: delta of the output is 2, the
    // weights 0.3 and 0.4 bring it to u = (0.6, 0.8), and the slopes 1/4 and 1/8 leave delta.
    SourceHealth health = new SourceHealth(1, 2);
    health.observeOutput(4, 1);
    LayerStats layer = health.hidden().get(0);
    SigmoidLayer.backward(layer, new double[] {0.6, 0.8}, new double[] {0.15, 0.1}, 2);
    double gain = Math.sqrt((0.36 + 0.64) / 2) / 2;
    assertThat(health.attenuation(0, 2, 1))
        .isCloseTo(layer.transmission() / 4 * gain, within(1e-15))
        .isCloseTo(Math.sqrt((0.0225 + 0.01) / 2) / 2, within(1e-15));
  }

  @Test
  void nothingHasNoNaN() {
    SourceHealth health = new SourceHealth(LAYERS, 2);
    assertThat(health.rows()).isZero();
    assertThat(
            new double[] {health.weight(), health.outputSignal(), health.attenuation(1, UNITS, 1)})
        .containsOnly(0);
  }

  @Test
  void rowsAndWeightAreThoseObserved() {
    SourceHealth health = new SourceHealth(0, 2);
    health.margins().observe(new double[3], new double[3], new double[3], new double[3], 3);
    health.observeOutput(0.5, 2.25);
    health.observeOutput(0.25, 1e9);
    assertThat(health.rows()).isEqualTo(3);
    assertThat(health.weight()).isEqualTo(1e9 + 2.25);
    assertThat(health.outputSignal()).isEqualTo(0.75);
  }

  @Test
  void noOrderOfBatchesOrMergesChangesABit() {
    int sources = 5;
    int batches = 60;
    HealthTotal whole = new HealthTotal(LAYERS, 2);
    for (int n = 0; n < batches; n++) {
      observe(whole.source(n % sources), n);
    }
    for (int seed = 0; seed < 10; seed++) {
      KeyedRandom random = KeyedRandom.of(97, seed);
      HealthTotal[] parts = new HealthTotal[1 + random.nextInt(6)];
      for (int n = 0; n < parts.length; n++) {
        parts[n] = new HealthTotal(LAYERS, 2);
      }
      for (int n : random.permutation(batches)) {
        observe(parts[random.nextInt(parts.length)].source(n % sources), n);
      }
      HealthTotal merged = new HealthTotal(LAYERS, 2);
      for (int n : random.permutation(parts.length)) {
        merged.mergeWith(parts[n]);
      }
      assertThat(Serialized.bytes(merged)).as("seed %d", seed).isEqualTo(Serialized.bytes(whole));
    }
  }

  /** The negative control: a batch counted twice, or under another source, is seen. */
  @Test
  void oneBatchMoreOrElsewhereIsSeen() {
    HealthTotal once = new HealthTotal(LAYERS, 2);
    observe(once.source(0), 1);
    HealthTotal twice = new HealthTotal(LAYERS, 2);
    observe(twice.source(0), 1);
    observe(twice.source(0), 1);
    HealthTotal elsewhere = new HealthTotal(LAYERS, 2);
    observe(elsewhere.source(1), 1);
    assertThat(Serialized.bytes(twice)).isNotEqualTo(Serialized.bytes(once));
    assertThat(Serialized.bytes(elsewhere)).isNotEqualTo(Serialized.bytes(once));
  }

  @Test
  void sourcesStayApartAndTheWholeIsTheirSum() {
    HealthTotal total = new HealthTotal(LAYERS, 2);
    observe(total.source(7), 1);
    observe(total.source(3), 2);
    observe(total.source(3), 3);
    assertThat(total.sources().keySet()).containsExactly(3, 7);
    SourceHealth all = new SourceHealth(LAYERS, 2);
    for (int seed = 1; seed <= 3; seed++) {
      observe(all, seed);
    }
    assertThat(Serialized.bytes(total.whole())).isEqualTo(Serialized.bytes(all));
    assertThat(total.sources().get(3).rows()).isEqualTo(all.rows() - total.source(7).rows());
    assertThat(new HealthTotal(LAYERS, 2).whole().rows()).isZero();
  }

  @Test
  void whatIsMergedAfterTheWholeWasReadIsInTheWhole() {
    HealthTotal total = new HealthTotal(LAYERS, 2);
    observe(total.source(0), 1);
    SourceHealth before = total.settled().whole();
    assertThat(total.whole()).isSameAs(before);
    HealthTotal other = new HealthTotal(LAYERS, 2);
    observe(other.source(0), 2);
    SourceHealth both = new SourceHealth(LAYERS, 2);
    observe(both, 1);
    observe(both, 2);
    assertThat(Serialized.bytes(total.mergeWith(other).whole())).isEqualTo(Serialized.bytes(both));
    assertThat(total.settled().whole()).isNotSameAs(before);
  }

  @Test
  void mergingLeavesTheOtherAsItWas() {
    HealthTotal other = new HealthTotal(LAYERS, 2);
    observe(other.source(0), 1);
    byte[] before = Serialized.bytes(other);
    HealthTotal total = new HealthTotal(LAYERS, 2);
    total.mergeWith(other);
    observe(total.source(0), 2);
    assertThat(Serialized.bytes(other)).isEqualTo(before);
  }

  @Test
  void nothingIsTheIdentity() {
    HealthTotal total = new HealthTotal(LAYERS, 2);
    observe(total.source(4), 9);
    byte[] before = Serialized.bytes(total);
    assertThat(Serialized.bytes(total.mergeWith(new HealthTotal(LAYERS, 2)))).isEqualTo(before);
    assertThat(Serialized.bytes(new HealthTotal(LAYERS, 2).mergeWith(total))).isEqualTo(before);
  }

  @Test
  void whatLeavesItsRangeIsLostWholeAndInAnyOrder() {
    HealthTotal[] parts = {large(0), large(1), new HealthTotal(1, 2)};
    observe(parts[2].source(2), 5);
    for (int[] order : new int[][] {{0, 1, 2}, {2, 1, 0}, {1, 2, 0}}) {
      HealthTotal apart = new HealthTotal(1, 2);
      for (int p : order) {
        apart.mergeWith(parts[p]);
      }
      assertThatThrownBy(apart::whole).isInstanceOf(NotRepresentableException.class);
      assertThat(apart.settled().sources()).isEmpty();
      assertThat(apart.whole().rows()).isZero();
      assertThat(parts[2].mergeWith(apart).settled().sources()).isEmpty();
      parts[2].source(3);
      assertThat(parts[2].sources()).isEmpty();
      parts[2] = new HealthTotal(1, 2);
      observe(parts[2].source(2), 5);
    }
    HealthTotal together = large(0).mergeWith(large(0));
    assertThat(together.sources()).isEmpty();
    assertThat(large(0).mergeWith(parts[2]).settled().sources().keySet()).containsExactly(0, 2);
  }

  /** Two such are more than a sum of squares holds. */
  private static HealthTotal large(int source) {
    HealthTotal total = new HealthTotal(1, 2);
    SigmoidLayer.forward(
        total.source(source).hidden().get(0), new double[] {1.9e9}, new double[] {1}, 1);
    return total;
  }

  @Test
  void anotherShapeIsRefused() {
    assertThatThrownBy(() -> new HealthTotal(1, 2).mergeWith(new HealthTotal(2, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 hidden layers and 2 classes with that of 2 and 2");
    assertThatThrownBy(() -> new HealthTotal(1, 2).mergeWith(new HealthTotal(1, 3)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SourceHealth(1, 2).mergeWith(new SourceHealth(2, 2)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SourceHealth(1, 2).mergeWith(new SourceHealth(1, 3)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
