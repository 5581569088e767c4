package io.ogive.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.ogive.bench.KernelBench.Timing;
import java.util.List;
import org.junit.jupiter.api.Test;

class KernelBenchTest {
  @Test
  void aPassIsHeldToItsShareOfAReadOfTheSameArrays() {
    List<Figure> figures =
        KernelBench.figures(
            List.of(
                new Timing("Dense d=100", "read", 6, 0.1, "ms/op"),
                new Timing("Dense d=100", "passFast", 9, 0.1, "ms/op"),
                new Timing("Dense d=784", "read", 5, 0.1, "ms/op"),
                new Timing("Dense d=784", "passSlow", 10, 0.1, "ms/op"),
                new Timing("Dense d=784", "copy", 10, 0.1, "ms/op"),
                new Timing("Sigmoid", "exp", 1, 0.1, "ns/op")));
    assertThat(figures)
        .extracting(figure -> figure.verdict().toString())
        .containsExactly("", "met", "", "missed", "", "");
    assertThat(figures.get(1).ratio()).isEqualTo(6.0 / 9);
    assertThat(figures.get(5).ratio()).isNaN();
  }
}
