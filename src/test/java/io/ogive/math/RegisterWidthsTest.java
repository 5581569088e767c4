package io.ogive.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * A JVM that has seen floats of two widths of register still keeps them in registers: once
 * compiled, the loops of networks and of logistic regression allocate nothing, in whichever order
 * they came.
 */
class RegisterWidthsTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int CALLS = 20;

  /** Far less than what the registers of a call would take, and more than its arrays do. */
  private static final long MOST_BYTES = 32_000;

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final FloatMatrix rows = FloatMatrix.of(filled(64 * 96), 64, 96);
  private final FloatMatrix weights = FloatMatrix.of(filled(96 * 52), 96, 52);
  private final float[] product = new float[64 * 52];
  private final float[] gradient = new float[96 * 52];
  private final Products products = Products.best();
  private final FloatKernels floats = Kernels.best().floats();
  private final Panels panels = Panels.of(1024, 8, filled(Panels.length(1024, 8)));
  float[] room = new float[Kernels.gramRoom(panels)];
  private final float[] gram = new float[36];
  private final float[] ones = filled(1024);

  @Test
  void loopsOfFloatsStayInRegisters() {
    assumeThat(Kernels.vector()).isPresent();
    assertThat(becomesFree(() -> Kernels.best().gram(panels, ones, room, gram))).isTrue();
    assertThat(becomesFree(this::networkLoops)).isTrue();
    assertThat(becomesFree(() -> Kernels.best().gram(panels, ones, room, gram))).isTrue();
  }

  /** The negative control. */
  @Test
  void aRegisterInMemoryIsSeen() {
    float[][] kept = new float[1][];
    assertThat(bytes(() -> kept[0] = new float[10_000])).isGreaterThan(CALLS * MOST_BYTES);
  }

  private void networkLoops() {
    products.multiply(rows, weights, product);
    products.multiply(rows.transposed(), FloatMatrix.of(product, 64, 52), gradient);
    floats.sigmoid(gradient, gradient, gradient.length);
  }

  /** Whether it comes to allocate no registers, within the limit. */
  private static boolean becomesFree(Runnable work) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (System.nanoTime() < end) {
      for (int i = 0; i < 10 * CALLS; i++) {
        work.run();
      }
      if (bytes(work) < CALLS * MOST_BYTES) {
        return true;
      }
    }
    return false;
  }

  private static long bytes(Runnable work) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < CALLS; i++) {
      work.run();
    }
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  private static float[] filled(int n) {
    float[] values = new float[n];
    Arrays.fill(values, 0.5f);
    return values;
  }
}
