package io.ogive.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The loops of statistics, scalar and SIMD of every width, meet one contract. */
class MeasuresTwinsTest {
  @Test
  void theScalarLoopsKeepTheContract() {
    new MeasuresContract("scalar", Kernels.scalar().measures()).checkAll();
    new PlacesContract("scalar", Kernels.scalar().measures()).checkAll();
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "vector-512", "vector-256", "vector-128"})
  void loopsOfEveryWidthKeepTheContract(String choice) throws Exception {
    String name = FreshMath.call(choice, "io.ogive.math.MeasuresContract", "checkVectorKernels");
    assertThat(name).startsWith("vector ");
  }

  /** The negative control: sums in the order of elements, sides and signs off at the edge. */
  @Test
  void theContractFindsEachSloppyLoop() {
    MeasuresContract sloppy = new MeasuresContract("sloppy", new SloppyMeasures());
    assertThatThrownBy(sloppy::squares).hasMessageContaining("squares of");
    assertThatThrownBy(sloppy::steps).hasMessageStartingWith("sloppy, steps");
    assertThatThrownBy(sloppy::sums).hasMessageStartingWith("sloppy, sums");
    assertThatThrownBy(sloppy::slopes).hasMessageStartingWith("sloppy, slopes");
    assertThatThrownBy(sloppy::margins).hasMessageStartingWith("sloppy, counts of margins");
    PlacesContract places = new PlacesContract("sloppy", new SloppyMeasures());
    assertThatThrownBy(places::addSigned).hasMessageStartingWith("sloppy, addSigned");
    assertThatThrownBy(places::addSignedFloats).hasMessageStartingWith("sloppy, float addSigned");
    assertThatThrownBy(places::units).hasMessageStartingWith("sloppy, sums of");
    assertThatThrownBy(places::unitsOfFloats).hasMessageStartingWith("sloppy, sums of");
  }

  @Test
  void aSumIsThatOfItsLanes() {
    double[] lanes = new double[32];
    for (int i = 0; i < 16; i++) {
      lanes[16 + i] = i + 1;
    }
    assertThat(Measures.sum(lanes, 1)).isEqualTo(136);
    assertThat(Measures.sum(lanes, 0)).isZero();
  }
}
