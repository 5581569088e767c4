package io.ogive.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ogive.math.KeyedRandom;
import io.ogive.math.NotRepresentableException;
import io.ogive.math.Sigmoid;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayerStatsTest {
  /** One batch of a layer: z, h, u, delta. */
  private record Batch(double[] z, double[] h, double[] u, double[] delta) {
    static Batch random(int seed, int length) {
      KeyedRandom random = KeyedRandom.of(seed);
      Batch batch =
          new Batch(new double[length], new double[length], new double[length], new double[length]);
      for (int i = 0; i < length; i++) {
        batch.z[i] = 16 * random.nextDouble() - 7;
        batch.h[i] = Sigmoid.sigmoid(batch.z[i]);
        batch.u[i] = 2 * random.nextDouble() - 1;
        batch.delta[i] = batch.u[i] * batch.h[i] * (1 - batch.h[i]);
      }
      return batch;
    }

    void observe(LayerStats stats) {
      SigmoidLayer.forward(stats, z, h, z.length);
      SigmoidLayer.backward(stats, u, delta, z.length);
    }
  }

  private static List<Batch> batches() {
    List<Batch> batches = new ArrayList<>();
    for (int n = 0; n < 40; n++) {
      batches.add(Batch.random(n, 1 + 13 * n));
    }
    return batches;
  }

  @Test
  void everyFigureEqualsARecount() {
    LayerStats stats = new LayerStats();
    long count = 0;
    long core = 0;
    long saturated = 0;
    double z = 0;
    double g = 0;
    double phi = 0;
    double in = 0;
    double out = 0;
    for (Batch batch : batches()) {
      batch.observe(stats);
      for (int i = 0; i < batch.z.length; i++) {
        count++;
        core += batch.z[i] > -0.5 && batch.z[i] < 0.5 ? 1 : 0;
        saturated += Math.abs(batch.z[i]) > 2 * Math.log(4 + Math.sqrt(15)) ? 1 : 0;
        z += batch.z[i];
        g += Math.pow(Math.cosh(batch.z[i] / 2), -2);
        phi += Math.abs(Math.tanh(batch.z[i] / 2));
        in += Math.pow(batch.u[i], 2);
        out += Math.pow(batch.delta[i], 2);
      }
    }
    double variance = 0;
    for (Batch batch : batches()) {
      for (double each : batch.z) {
        variance += Math.pow(each - z / count, 2) / count;
      }
    }
    assertThat(stats.count()).isEqualTo(count);
    assertThat(stats.core()).isEqualTo(core);
    assertThat(stats.octaves().from(Octaves.SATURATED)).isEqualTo(saturated);
    assertThat(stats.saturatedShare()).isEqualTo((double) saturated / count);
    assertThat(stats.meanZ()).isCloseTo(z / count, within(1e-12));
    assertThat(stats.varianceZ()).isCloseTo(variance, within(1e-11));
    assertThat(stats.meanG()).isCloseTo(g / count, within(1e-13));
    assertThat(stats.phi()).isCloseTo(phi / count, within(1e-13));
    assertThat(stats.signalIn()).isCloseTo(in, within(1e-9));
    assertThat(stats.signalOut()).isCloseTo(out, within(1e-9));
    assertThat(stats.transmission()).isCloseTo(4 * Math.sqrt(out / in), within(1e-13));
  }

  @Test
  void aCaseByHand() {
    LayerStats stats = new LayerStats();
    // The last value of each array stands beyond the batch and must not be seen.
    SigmoidLayer.forward(stats, new double[] {0, -8, 9}, new double[] {0.5, 0.25, 1}, 2);
    SigmoidLayer.backward(stats, new double[] {3, 4, 9}, new double[] {0.75, 0, 9}, 2);
    assertThat(stats.count()).isEqualTo(2);
    assertThat(stats.core()).isEqualTo(1);
    assertThat(stats.meanZ()).isEqualTo(-4);
    assertThat(stats.varianceZ()).isEqualTo(16);
    assertThat(stats.meanG()).isEqualTo((1 + 0.75) / 2);
    assertThat(stats.phi()).isEqualTo(0.25);
    assertThat(stats.octaves().high(0)).isEqualTo(1);
    assertThat(stats.octaves().low(1)).isEqualTo(1);
    assertThat(stats.signalIn()).isEqualTo(25);
    assertThat(stats.signalOut()).isEqualTo(0.5625);
    assertThat(stats.transmission()).isCloseTo(0.6, within(1e-15));
  }

  @Test
  void theLinearCoreTransmitsAll() {
    LayerStats stats = new LayerStats();
    SigmoidLayer.backward(stats, new double[] {1, -2}, new double[] {0.25, -0.5}, 2);
    assertThat(stats.transmission()).isEqualTo(1);
  }

  @Test
  void noSplitAndNoOrderOfMergingChangesABit() {
    List<Batch> batches = batches();
    LayerStats whole = new LayerStats();
    batches.forEach(batch -> batch.observe(whole));
    for (int seed = 0; seed < 20; seed++) {
      KeyedRandom random = KeyedRandom.of(99, seed);
      List<LayerStats> parts = new ArrayList<>();
      for (int n = 0; n <= random.nextInt(10); n++) {
        parts.add(new LayerStats());
      }
      for (int n : random.permutation(batches.size())) {
        batches.get(n).observe(parts.get(random.nextInt(parts.size())));
      }
      LayerStats merged = new LayerStats();
      for (int n : random.permutation(parts.size())) {
        merged.mergeWith(parts.get(n));
      }
      assertThat(Serialized.bytes(merged)).as("seed %d", seed).isEqualTo(Serialized.bytes(whole));
    }
  }

  /** The negative control of the test above. */
  @Test
  void aPlainSumWouldDependOnTheOrder() {
    double forward = 0;
    double backward = 0;
    List<Batch> batches = batches();
    for (int n = 0; n < batches.size(); n++) {
      for (double z : batches.get(n).z) {
        forward += z;
      }
      for (double z : batches.get(batches.size() - 1 - n).z) {
        backward += z;
      }
    }
    assertThat(forward).isNotEqualTo(backward);
  }

  @Test
  void nothingIsTheIdentityAndHasNoNaN() {
    LayerStats empty = new LayerStats();
    assertThat(empty.count()).isZero();
    assertThat(
            new double[] {
              empty.meanZ(),
              empty.varianceZ(),
              empty.meanG(),
              empty.phi(),
              empty.saturatedShare(),
              empty.signalIn(),
              empty.signalOut(),
              empty.transmission()
            })
        .containsOnly(0);
    LayerStats stats = new LayerStats();
    Batch.random(1, 10).observe(stats);
    byte[] before = Serialized.bytes(stats);
    assertThat(Serialized.bytes(stats.mergeWith(new LayerStats()))).isEqualTo(before);
    assertThat(Serialized.bytes(new LayerStats().mergeWith(stats))).isEqualTo(before);
  }

  @Test
  void whatIsNotANumberIsRefused() {
    double[] nan = {Double.NaN};
    assertThatThrownBy(() -> SigmoidLayer.forward(new LayerStats(), nan, nan, 1))
        .isInstanceOf(NotRepresentableException.class);
    assertThatThrownBy(() -> SigmoidLayer.backward(new LayerStats(), new double[] {1}, nan, 1))
        .isInstanceOf(NotRepresentableException.class);
  }
}
