package io.ogive.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scalar kernels and the SIMD ones of every width meet one contract, so their bits agree. */
class KernelTwinsTest {
  @Test
  void theScalarKernelsKeepTheContract() {
    new KernelContract(Kernels.scalar()).checkAll();
  }

  @Test
  void theKernelsOfThisMachineKeepTheContract() {
    assertThat(KernelContract.checkVectorKernels()).startsWith("vector ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"vector-512", "vector-256", "vector-128"})
  void narrowerKernelsKeepTheContract(String choice) throws Exception {
    int widest = Integer.parseInt(Kernels.vector().orElseThrow().name().substring(7));
    int wished = Integer.parseInt(choice.substring(7));
    String name = FreshMath.call(choice, "io.ogive.math.KernelContract", "checkVectorKernels");
    assertThat(name).isEqualTo("vector " + Math.min(widest, wished));
  }

  private static Map.Entry<String, Consumer<KernelContract>> entry(
      String kernel, Consumer<KernelContract> check) {
    return Map.entry(kernel, check);
  }

  /** The negative control. */
  @Test
  void theContractFindsEachSloppyKernel() {
    Map<String, Consumer<KernelContract>> checks =
        Map.ofEntries(
            entry("exp", KernelContract::exp),
            entry("sigmoid", KernelContract::sigmoid),
            entry("softplus", KernelContract::softplus),
            entry("logistic", KernelContract::logistic),
            entry("dot", KernelContract::dot),
            entry("margins", KernelContract::margins),
            entry("transposed", KernelContract::transposed),
            entry("several margins", KernelContract::severalMargins),
            entry("several transposed", KernelContract::severalTransposed),
            entry("product", KernelContract::product),
            entry("gram", KernelContract::gram),
            entry("narrow", KernelContract::narrow),
            entry("largest", KernelContract::largest),
            entry("column sums", KernelContract::columnSums),
            entry("adam", KernelContract::adam));
    checks.forEach(
        (kernel, check) ->
            assertThatThrownBy(() -> check.accept(new KernelContract(new SloppyKernels())))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("sloppy, " + kernel));
  }
}
