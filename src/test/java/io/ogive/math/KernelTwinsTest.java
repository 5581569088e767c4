package io.ogive.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scalar kernels and the SIMD ones of every width meet one contract, so their bits agree. */
class KernelTwinsTest {
  @Test
  void theScalarKernelsKeepTheContract() {
    new KernelContract(Kernels.scalar()).checkAll();
    new PanelContract(Kernels.scalar()).checkAll();
  }

  @Test
  void theKernelsOfThisMachineKeepTheContract() {
    assertThat(KernelContract.checkVectorKernels()).startsWith("vector ");
    assertThat(PanelContract.checkVectorKernels()).startsWith("vector ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"vector-512", "vector-256", "vector-128"})
  void narrowerKernelsKeepTheContract(String choice) throws Exception {
    int widest = Integer.parseInt(Kernels.vector().orElseThrow().name().substring(7));
    int wished = Integer.parseInt(choice.substring(7));
    for (String contract : List.of("KernelContract", "PanelContract")) {
      String name = FreshMath.call(choice, "io.ogive.math." + contract, "checkVectorKernels");
      assertThat(name).isEqualTo("vector " + Math.min(widest, wished));
    }
  }

  /** The negative control. */
  @Test
  void theContractsFindEachSloppyKernel() {
    KernelContract arrays = new KernelContract(new SloppyKernels());
    PanelContract panels = new PanelContract(new SloppyKernels());
    SparseContract sparse = new SparseContract(new SloppyKernels());
    Map<String, ThrowingCallable> checks =
        Map.ofEntries(
            Map.entry("exp", arrays::exp),
            Map.entry("sigmoid", arrays::sigmoid),
            Map.entry("softplus", arrays::softplus),
            Map.entry("logistic", arrays::logistic),
            Map.entry("dot", arrays::dot),
            Map.entry("product", arrays::product),
            Map.entry("narrow", arrays::narrow),
            Map.entry("adam", arrays::adam),
            Map.entry("nearest", new NearestContract(new SloppyKernels())::addNearest),
            Map.entry("sparse margins", sparse::margins),
            Map.entry("sparse units", sparse::units),
            Map.entry("margins", panels::margins),
            Map.entry("transposed", panels::transposed),
            Map.entry("several margins", panels::severalMargins),
            Map.entry("several transposed", panels::severalTransposed),
            Map.entry("gram", panels::gram),
            Map.entry("hash", panels::hash),
            Map.entry("largest", panels::largest),
            Map.entry("column sums", panels::columnSums));
    checks.forEach(
        (kernel, check) ->
            assertThatThrownBy(check)
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("sloppy, " + kernel));
  }
}
