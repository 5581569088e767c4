package io.ogive.math;

import java.util.Arrays;

/** What {@link Measures} promises, written plainly and compared bit by bit. */
final class MeasuresContract {
  private static final double[] SPECIAL = {0, -0.0, 0.5, -0.5, 1, 0.25, 1e-30, 0x1p-149};

  private final String name;
  private final Measures measures;
  private final KeyedRandom random = KeyedRandom.of(1618);

  MeasuresContract(String name, Measures measures) {
    this.name = name;
    this.measures = measures;
  }

  /** Called by name from another class loader. */
  public static String checkVectorKernels() {
    Kernels vector = Kernels.vector().orElseThrow();
    new MeasuresContract(vector.name(), vector.measures()).checkAll();
    return vector.name();
  }

  void checkAll() {
    widen();
    squares();
    steps();
    activations();
    margins();
    addSigned();
  }

  void widen() {
    for (int n : lengths()) {
      float[] from = floats(n + 5);
      double[] to = new double[n + 1];
      double[] expected = new double[n + 1];
      for (int i = 0; i < n; i++) {
        expected[i] = from[3 + i];
      }
      measures.widen(from, 3, to, n);
      compare("widen of " + n, to, expected);
    }
  }

  void squares() {
    for (int n : lengths()) {
      float[] x = floats(n + 2);
      double[] wide = widened(x);
      double[] expected = doubles(16);
      double[] lanes = expected.clone();
      double[] ofFloats = expected.clone();
      for (int i = 0; i < n; i++) {
        expected[i % 16] = Math.fma(wide[i], wide[i], expected[i % 16]);
      }
      measures.squares(wide, n, lanes);
      compare("squares of " + n, lanes, expected);
      measures.squares(x, n, ofFloats);
      compare("float squares of " + n, ofFloats, expected);
    }
  }

  void steps() {
    for (int n : lengths()) {
      float[] x = floats(n + 2);
      float[] y = floats(n + 2);
      float[] g = floats(n + 2);
      double[] expected = doubles(48);
      double[] lanes = expected.clone();
      double[] ofFloats = expected.clone();
      for (int i = 0; i < n; i++) {
        expected[i % 16] += Math.abs((double) y[i] - x[i]);
        expected[16 + i % 16] += Math.abs(x[i]);
        expected[32 + i % 16] += Math.abs(g[i]);
      }
      measures.steps(widened(x), widened(y), widened(g), n, lanes);
      compare("steps of " + n, lanes, expected);
      measures.steps(x, y, g, n, ofFloats);
      compare("float steps of " + n, ofFloats, expected);
    }
  }

  void activations() {
    for (Measures.Slope slope :
        new Measures.Slope[] {Measures.Slope.SIGMOID, Measures.Slope.TANH}) {
      for (int n : lengths()) {
        activations(slope, n);
      }
    }
  }

  private void activations(Measures.Slope slope, int n) {
    boolean sigmoid = slope.equals(Measures.Slope.SIGMOID);
    float[] z = floats(n + 2);
    float[] h = floats(n + 2);
    for (int i = 0; i < h.length; i++) {
      h[i] = sigmoid ? Math.abs(h[i]) : h[i];
    }
    double[] start = doubles(64);
    double[] expected = start.clone();
    double[] ofDoubles = start.clone();
    int[] keys = new int[n];
    int[] wideKeys = new int[n];
    int core = 0;
    for (int i = 0; i < n; i++) {
      float hi = h[2 + i];
      double wide = hi;
      float g = sigmoid ? 4 * hi * (1 - hi) : (1 + hi) * (1 - hi);
      double wideG = sigmoid ? 4 * wide * (1 - wide) : (1 + wide) * (1 - wide);
      int side = hi < (sigmoid ? 0.5 : 0) ? 0 : 32;
      keys[i] = side + Math.min(31, -Math.getExponent(g));
      wideKeys[i] = side + Math.min(31, -Math.getExponent(wideG));
      core += Math.abs(z[2 + i]) < 0.5 ? 1 : 0;
      for (double[] sums : new double[][] {expected, ofDoubles}) {
        sums[i % 16] += z[2 + i];
        sums[16 + i % 16] = Math.fma((double) z[2 + i], (double) z[2 + i], sums[16 + i % 16]);
      }
      expected[32 + i % 16] += g;
      ofDoubles[32 + i % 16] += wideG;
      expected[48 + i % 16] += sigmoid ? Math.abs(2 * hi - 1) : Math.abs(hi);
      ofDoubles[48 + i % 16] += sigmoid ? Math.abs(2 * wide - 1) : Math.abs(wide);
    }
    String what = "activations of %d, %s".formatted(n, slope);
    int[] found = new int[n];
    double[] lanes = start.clone();
    int count = measures.activations(z, h, 2, n, slope, lanes, found);
    compare(what, lanes, expected);
    compare(what, found, keys, count, core);
    lanes = start.clone();
    count = measures.activations(widened(z), widened(h), 2, n, slope, lanes, found);
    compare("double " + what, lanes, ofDoubles);
    compare("double " + what, found, wideKeys, count, core);
  }

  void margins() {
    for (int n : lengths()) {
      double[] y = new double[n];
      double[] m = doubles(n);
      double[] p = new double[n];
      double[] loss = new double[n];
      double[] expected = new double[320];
      int[] keys = new int[n];
      for (int i = 0; i < n; i++) {
        y[i] = random.nextDouble() < 0.3 ? 1 : 0;
        m[i] = i % 5 == 0 ? SPECIAL[i % SPECIAL.length] : 8 * m[i];
        p[i] = i % 7 == 0 ? 0.5 : Sigmoid.sigmoid(i % 11 == 0 ? 99 * m[i] : m[i]);
        loss[i] = Sigmoid.softplus(-m[i]);
        double r = 1 - p[i];
        double g = 4 * p[i] * r;
        int at = (y[i] == 1 ? 160 : 0) + i % 16;
        expected[at] += m[i];
        expected[at + 16] = Math.fma(m[i], m[i], expected[at + 16]);
        expected[at + 32] += loss[i];
        expected[at + 48] += r;
        expected[at + 64] += g;
        expected[at + 80] = Math.fma(r, g, expected[at + 80]);
        for (int w = 0; w < 2; w++) {
          double threshold = w == 0 ? 0.25 : -2;
          expected[at + 96 + 32 * w] += m[i] < threshold ? 1 : 0;
          expected[at + 112 + 32 * w] += m[i] < threshold ? loss[i] : 0;
        }
        keys[i] = (y[i] == 1 ? 128 : 0) + (m[i] > 0 ? 64 : 0) + (p[i] < 0.5 ? 32 : 0);
        keys[i] += Math.min(31, -Math.getExponent(g));
      }
      double[] lanes = new double[320];
      long[] found = new long[n];
      measures.margins(y, m, p, loss, n, 0.25, -2, lanes, found);
      compare("margins of " + n, lanes, expected);
      compare("margins of " + n, Arrays.stream(found).mapToInt(k -> (int) k).toArray(), keys, 0, 0);
    }
  }

  void addSigned() {
    for (int n = 0; n <= 64; n++) {
      double[] x = doubles(n + 3);
      double[] out = doubles(n + 7);
      double[] expected = out.clone();
      long signs = random.nextLong();
      for (int i = 0; i < n; i++) {
        expected[5 + i] += (signs >>> i & 1) == 0 ? x[2 + i] : -x[2 + i];
      }
      measures.addSigned(x, 2, n, signs, out, 5);
      compare("addSigned of " + n, out, expected);
    }
  }

  private static int[] lengths() {
    int[] lengths = new int[71];
    Arrays.setAll(lengths, i -> i < 68 ? i : 1000 + i);
    return lengths;
  }

  /** In [-1, 1], some at the edges of sides, octaves and the core. */
  private double[] doubles(int length) {
    double[] numbers = new double[length];
    for (int i = 0; i < length; i++) {
      int kind = random.nextInt(12);
      numbers[i] = kind < 2 ? SPECIAL[random.nextInt(SPECIAL.length)] : 2 * random.nextDouble() - 1;
    }
    return numbers;
  }

  private float[] floats(int length) {
    double[] numbers = doubles(length);
    float[] floats = new float[length];
    for (int i = 0; i < length; i++) {
      floats[i] = (float) numbers[i];
    }
    return floats;
  }

  private static double[] widened(float[] x) {
    double[] wide = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      wide[i] = x[i];
    }
    return wide;
  }

  private void compare(String what, double[] actual, double[] expected) {
    for (int i = 0; i < expected.length; i++) {
      if (Double.doubleToLongBits(expected[i]) != Double.doubleToLongBits(actual[i])) {
        throw new AssertionError(
            "%s, %s, element %d: expected %a, got %a"
                .formatted(name, what, i, expected[i], actual[i]));
      }
    }
  }

  private void compare(String what, int[] keys, int[] expected, int core, int expectedCore) {
    if (!Arrays.equals(keys, expected) || core != expectedCore) {
      throw new AssertionError(
          "%s, %s: keys %s and %d, expected %s and %d"
              .formatted(
                  name,
                  what,
                  Arrays.toString(keys),
                  core,
                  Arrays.toString(expected),
                  expectedCore));
    }
  }
}
