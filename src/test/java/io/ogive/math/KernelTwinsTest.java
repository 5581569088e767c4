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

  /** The negative control. */
  @Test
  void theContractFindsEachSloppyKernel() {
    Map<String, Consumer<KernelContract>> checks =
        Map.of(
            "exp", KernelContract::exp,
            "sigmoid", KernelContract::sigmoid,
            "softplus", KernelContract::softplus,
            "margins", KernelContract::margins,
            "transposed", KernelContract::transposed,
            "product", KernelContract::product,
            "gram", KernelContract::gram,
            "adam", KernelContract::adam);
    checks.forEach(
        (kernel, check) ->
            assertThatThrownBy(() -> check.accept(new KernelContract(new SloppyKernels())))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("sloppy, " + kernel));
  }
}
