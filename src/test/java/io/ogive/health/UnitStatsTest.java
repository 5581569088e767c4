package io.ogive.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ogive.health.LayerStats.Curve;
import io.ogive.math.Sigmoid;
import org.junit.jupiter.api.Test;

class UnitStatsTest {
  /** Three rows of three units. */
  private static final double[] Z = {1, -5, 7, 3, -6, 5, 5, -4, 6};

  private static double[] sigmoids(double[] z) {
    double[] h = new double[z.length];
    for (int i = 0; i < z.length; i++) {
      h[i] = Sigmoid.sigmoid(z[i]);
    }
    return h;
  }

  @Test
  void momentsAndRangesAreThoseOfEachUnitsColumn() {
    UnitStats stats = new UnitStats();
    stats.observe(Curve.SIGMOID, Z, sigmoids(Z), 3, 3);
    assertThat(stats.units()).isEqualTo(3);
    assertThat(stats.rows()).isEqualTo(3);
    assertThat(stats.meanZ(0)).isEqualTo(3);
    assertThat(stats.varianceZ(0)).isCloseTo(8.0 / 3, within(1e-15));
    assertThat(stats.meanZ(1)).isEqualTo(-5);
    assertThat(stats.varianceZ(2)).isCloseTo(2.0 / 3, within(1e-14));
    assertThat(stats.lowest(1)).isEqualTo(Sigmoid.sigmoid(-6));
    assertThat(stats.highest(1)).isEqualTo(Sigmoid.sigmoid(-4));
  }

  @Test
  void aUnitIsFrozenOnlyIfEveryRowIsNearTheSameBound() {
    // sigma(-4) is 0.018: the second unit is near 0 in two rows of three; the third in all near 1.
    UnitStats stats = new UnitStats();
    stats.observe(Curve.SIGMOID, Z, sigmoids(Z), 3, 3);
    assertThat(stats.isFrozen(0)).isFalse();
    assertThat(stats.isFrozen(1)).isFalse();
    assertThat(stats.isFrozen(2)).isTrue();
    assertThat(stats.frozen()).isEqualTo(1);
    assertThat(stats.frozenShare()).isEqualTo(1.0 / 3);
    double[] row = {-5, -5, -5};
    UnitStats otherSide = new UnitStats();
    otherSide.observe(Curve.SIGMOID, row, sigmoids(row), 1, 3);
    assertThat(otherSide.frozen()).isEqualTo(3);
    assertThat(otherSide.mergeWith(stats).frozen()).as("1 here and 0 there is no bound").isZero();
  }

  @Test
  void boundsAreThoseOfTheActivation() {
    assertThat(frozen(Curve.TANH, -0.995)).isTrue();
    assertThat(frozen(Curve.TANH, 0.995)).isTrue();
    assertThat(frozen(Curve.TANH, 0.005)).isFalse();
    assertThat(frozen(Curve.RELU, 0)).isTrue();
    assertThat(frozen(Curve.RELU, 100)).isFalse();
    assertThat(frozen(Curve.IDENTITY, 0)).isFalse();
  }

  private static boolean frozen(Curve curve, double h) {
    UnitStats stats = new UnitStats();
    stats.observe(curve, new double[1], new double[] {h}, 1, 1);
    return stats.isFrozen(0);
  }

  @Test
  void recentringFromFourMultipliesTheSignalByFourteen() {
    LayerStats layer = new LayerStats();
    double[] z = {4, 4, 4, 4};
    SigmoidLayer.forward(layer, z, sigmoids(z), 4);
    layer.units().observe(Curve.SIGMOID, z, sigmoids(z), 2, 2);
    assertThat(layer.recentringGain()).isCloseTo(14.15, within(0.01));
    double[] centred = {0, 0, 0, 0};
    LayerStats healthy = new LayerStats();
    SigmoidLayer.forward(healthy, centred, sigmoids(centred), 4);
    healthy.units().observe(Curve.SIGMOID, centred, sigmoids(centred), 2, 2);
    assertThat(healthy.recentringGain()).isEqualTo(1);
    assertThat(new LayerStats().recentringGain()).isNaN();
  }

  @Test
  void tanhIsASigmoidTwiceAsSteep() {
    UnitStats sigmoid = new UnitStats();
    double[] doubled = {2, 6, -4, 8};
    sigmoid.observe(Curve.SIGMOID, doubled, sigmoids(doubled), 2, 2);
    UnitStats tanh = new UnitStats();
    tanh.observe(Curve.TANH, new double[] {1, 3, -2, 4}, new double[4], 2, 2);
    assertThat(tanh.centredSlope()).isEqualTo(sigmoid.centredSlope());
    UnitStats relu = new UnitStats();
    relu.observe(Curve.RELU, new double[] {1, 3, -2, 4}, new double[4], 2, 2);
    assertThat(relu.centredSlope()).isNaN();
  }

  @Test
  void otherNumbersOfUnitsAreRefusedAndNothingIsTheIdentity() {
    UnitStats stats = new UnitStats();
    stats.observe(Curve.SIGMOID, Z, sigmoids(Z), 3, 3);
    byte[] before = Serialized.bytes(stats);
    assertThat(Serialized.bytes(stats.mergeWith(new UnitStats()))).isEqualTo(before);
    assertThat(Serialized.bytes(new UnitStats().mergeWith(stats))).isEqualTo(before);
    UnitStats two = new UnitStats();
    two.observe(Curve.SIGMOID, Z, sigmoids(Z), 3, 2);
    assertThatThrownBy(() -> stats.mergeWith(two))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 units");
  }
}
