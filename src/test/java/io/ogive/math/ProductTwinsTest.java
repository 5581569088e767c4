package io.ogive.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scalar products and SIMD ones of every width add in one order, so their bits agree. */
class ProductTwinsTest {
  @Test
  void scalarProductsKeepTheOrder() {
    new ProductContract("scalar", Products.scalar()).checkAll();
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "vector-512", "vector-256", "vector-128"})
  void productsOfEveryWidthKeepTheOrder(String choice) throws Exception {
    String name = FreshMath.call(choice, "io.ogive.math.ProductContract", "checkVectorProducts");
    assertThat(name).startsWith("vector ");
  }

  @Test
  void theBestProductsAreOfTheKindOfTheBestKernels() {
    try (Kernels.Use use = Kernels.use(Kernels.scalar())) {
      assertThat(use).isNotNull();
      assertThat(Products.best()).isInstanceOf(ScalarProducts.class);
    }
    assertThat(Products.best()).isNotInstanceOf(ScalarProducts.class);
  }

  /** The negative control. */
  @Test
  void productsThatAddTheLastTermFirstAreFound() {
    assertThatThrownBy(() -> new ProductContract("turned", new TurnedProducts()).checkAll())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("turned, product of");
  }

  /** Right to a few ulp, and in another order. */
  private static final class TurnedProducts implements Products {
    private final Products scalar = Products.scalar();

    @Override
    public void multiply(FloatMatrix a, FloatMatrix b, float[] c) {
      java.util.Arrays.fill(c, 0, a.rows() * b.columns(), 0f);
      multiplyAdd(a, b, c);
    }

    @Override
    public void multiplyAdd(FloatMatrix a, FloatMatrix b, float[] c) {
      for (int i = 0; i < a.rows() * b.columns(); i++) {
        int row = i / b.columns() * a.rowStride();
        int column = i % b.columns() * b.columnStride();
        for (int l = a.columns() - 1; l >= 0; l--) {
          float x = a.values()[row + l * a.columnStride()];
          c[i] = Math.fma(x, b.values()[column + l * b.rowStride()], c[i]);
        }
      }
    }

    @Override
    public void multiply(DoubleMatrix a, DoubleMatrix b, double[] c) {
      scalar.multiply(a, b, c);
    }

    @Override
    public void multiplyAdd(DoubleMatrix a, DoubleMatrix b, double[] c) {
      scalar.multiplyAdd(a, b, c);
    }
  }
}
