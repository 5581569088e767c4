package io.ogive.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ogive.math.KeyedRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GradientSketchTest {
  private static double[] draw(int n, long seed) {
    KeyedRandom random = KeyedRandom.of(seed);
    double[] g = new double[n];
    for (int i = 0; i < n; i++) {
      g[i] = random.nextDouble() - 0.5;
    }
    return g;
  }

  private static GradientSketch sketch(double[] g) {
    GradientSketch.Part part = new GradientSketch.Part();
    part.add(g, g.length, 0);
    GradientSketch sketch = new GradientSketch();
    sketch.observe(part);
    return sketch;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  @Test
  void shortGradientsAreKeptWhole() {
    for (int n : new int[] {1, 63, 64, 65, 100, 255, 256}) {
      double[] a = draw(n, n);
      double[] b = draw(n, n + 1000);
      assertThat(sketch(a).squaredNorm()).isCloseTo(dot(a, a), within(1e-12));
      assertThat(sketch(a).dot(sketch(b))).isCloseTo(dot(a, b), within(1e-12));
    }
  }

  @Test
  void productsOfLongGradientsAreEstimatedWithoutBias() {
    double sum = 0;
    double squares = 0;
    int draws = 400;
    for (int seed = 0; seed < draws; seed++) {
      double[] a = draw(3000, seed);
      double[] b = draw(3000, seed + 5000);
      double error = (sketch(a).dot(sketch(b)) - dot(a, b)) / Math.sqrt(dot(a, a) * dot(b, b)) * 16;
      sum += error;
      squares += error * error;
    }
    // In units of |a| |b| / sqrt(256) the error has mean 0 and about variance 1.
    assertThat(sum / draws).isBetween(-0.2, 0.2);
    assertThat(squares / draws).isBetween(0.7, 1.3);
  }

  @Test
  void cosinesTellSameFromOrthogonalAndOpposite() {
    double[] a = draw(80_000, 1);
    double[] b = draw(80_000, 2);
    double[] opposite = Arrays.stream(a).map(x -> -3 * x).toArray();
    assertThat(sketch(a).cosine(sketch(a))).isEqualTo(1);
    assertThat(sketch(a).cosine(sketch(opposite))).isCloseTo(-1, within(1e-12));
    assertThat(sketch(a).cosine(sketch(b))).isBetween(-0.2, 0.2);
    assertThat(sketch(a).cosine(new GradientSketch())).isNaN();
  }

  @Test
  void piecesAndSingleNumbersGiveTheSketchOfTheWhole() {
    double[] g = draw(1000, 7);
    GradientSketch.Part pieces = new GradientSketch.Part();
    pieces.add(Arrays.copyOf(g, 300), 300, 0);
    pieces.add(Arrays.copyOfRange(g, 300, 700), 400, 300);
    for (int i = 700; i < 850; i++) {
      pieces.add(g[i], i);
    }
    int[] codes = GradientSketch.codes(999);
    for (int i = 850; i < 999; i++) {
      pieces.addCoded(g[i], codes[i]);
    }
    pieces.add(g[999], 999);
    GradientSketch sketch = new GradientSketch();
    sketch.observe(pieces, 2);
    GradientSketch whole = sketch(g);
    for (int n = 0; n < GradientSketch.NUMBERS; n++) {
      assertThat(sketch.numbers()[n]).isCloseTo(2 * whole.numbers()[n], within(1e-13));
    }
    assertThat(sketch.mergeWith(whole).numbers()[5])
        .isCloseTo(3 * whole.numbers()[5], within(1e-13));
  }

  @Test
  void diversityIsOneOverTheSourcesWhereAllAgreeAndOneWhereTheyAreOrthogonal() {
    HealthTotal same = new HealthTotal(0, 2);
    HealthTotal orthogonal = new HealthTotal(0, 2);
    for (int s = 0; s < 4; s++) {
      same.source(s).gradient().mergeWith(sketch(new double[] {3, 4}));
      double[] unit = new double[4];
      unit[s] = s + 1;
      orthogonal.source(s).gradient().mergeWith(sketch(unit));
    }
    assertThat(same.gradientDiversity()).isCloseTo(0.25, within(1e-12));
    assertThat(orthogonal.gradientDiversity()).isCloseTo(1, within(1e-12));
    assertThat(new HealthTotal(0, 2).gradientDiversity()).isNaN();
  }
}
