package io.ogive.math;

import java.util.Arrays;

/** What {@link Measures} promises of sums in lanes and of counts, written plainly. */
final class MeasuresContract extends MeasuresDraws {
  MeasuresContract(String name, Measures measures) {
    super(name, measures);
  }

  /** Called by name from another class loader. */
  public static String checkVectorKernels() {
    Kernels vector = Kernels.vector().orElseThrow();
    new MeasuresContract(vector.name(), vector.measures()).checkAll();
    new PlacesContract(vector.name(), vector.measures()).checkAll();
    return vector.name();
  }

  void checkAll() {
    squares();
    steps();
    sums();
    slopes();
    margins();
  }

  void squares() {
    for (int n : lengths()) {
      float[] x = floats(n + 2);
      double[] start = doubles(48);
      double[] expected = start.clone();
      double[] lanes = start.clone();
      for (int i = 0; i < n; i++) {
        expected[32 + i % 16] = Math.fma((double) x[i], (double) x[i], expected[32 + i % 16]);
      }
      measures.squares(BitContract.widened(x), n, lanes, 2);
      compare("squares of " + n, lanes, expected);
      expected = start.clone();
      lanes = start.clone();
      inRuns(expected, 2, n, (i, sum) -> Math.fma(x[i], x[i], sum));
      measures.squares(x, n, lanes, 2);
      compare("float squares of " + n, lanes, expected);
    }
  }

  /** What becomes of a lane's sum in float32 with element i. */
  private interface Adding {
    float next(int i, float sum);
  }

  /** The k-th sum of n elements: in float32 over eight elements of a lane, then in double. */
  private static void inRuns(double[] lanes, int k, int n, Adding adding) {
    for (int lane = 0; lane < 16; lane++) {
      for (int from = 0; from < n; from += 128) {
        float sum = 0;
        for (int i = from + lane; i < Math.min(n, from + 128); i += 16) {
          sum = adding.next(i, sum);
        }
        lanes[16 * k + lane] += sum;
      }
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
      measures.steps(
          BitContract.widened(x), BitContract.widened(y), BitContract.widened(g), n, lanes);
      compare("steps of " + n, lanes, expected);
      measures.steps(x, y, g, n, ofFloats);
      compare("float steps of " + n, ofFloats, expected);
    }
  }

  void sums() {
    for (int n : lengths()) {
      float[] z = floats(n + 2);
      double[] start = doubles(64);
      double[] expected = start.clone();
      double[] ofDoubles = start.clone();
      int core = 0;
      for (int i = 0; i < n; i++) {
        core += Math.abs(z[i]) < 0.5 ? 1 : 0;
        ofDoubles[16 + i % 16] += z[i];
        ofDoubles[32 + i % 16] = Math.fma((double) z[i], (double) z[i], ofDoubles[32 + i % 16]);
      }
      inRuns(expected, 1, n, (i, sum) -> sum + z[i]);
      inRuns(expected, 2, n, (i, sum) -> Math.fma(z[i], z[i], sum));
      double[] lanes = start.clone();
      int[] count = {measures.sums(z, n, lanes, 1)};
      compare("sums of " + n, lanes, expected);
      compare("core of " + n, count, new int[] {core});
      lanes = start.clone();
      count[0] = measures.sums(BitContract.widened(z), n, lanes, 1);
      compare("double sums of " + n, lanes, ofDoubles);
      compare("double core of " + n, count, new int[] {core});
    }
  }

  void slopes() {
    for (Measures.Slope slope :
        new Measures.Slope[] {Measures.Slope.SIGMOID, Measures.Slope.TANH}) {
      for (int n : lengths()) {
        slopes(slope, n);
      }
      slopes(slope, 50_000);
    }
    manyOfOneOctave();
  }

  /** So many that the count of an octave takes every place it can have. */
  private void manyOfOneOctave() {
    for (int n : new int[] {1024, 4096, 65_535, 65_536, 1_048_575}) {
      float[] h = new float[n];
      Arrays.fill(h, 0.25f);
      int[] expected = new int[64];
      OctaveCounts found = new OctaveCounts();
      expected[1] = n;
      measures.slopes(h, n, Measures.Slope.SIGMOID, new double[32], 0, found);
      compare("slopes of %d that are the same".formatted(n), found.counts(), expected);
    }
  }

  private void slopes(Measures.Slope slope, int n) {
    boolean sigmoid = slope.equals(Measures.Slope.SIGMOID);
    float[] h = floats(n + 2);
    float[] g = new float[n];
    int[] counts = new int[64];
    int[] ofDoubles = new int[64];
    double[] start = doubles(64);
    double[] wide = start.clone();
    for (int i = 0; i < n; i++) {
      h[i] = sigmoid ? Math.abs(h[i]) : h[i];
      double each = h[i];
      g[i] = sigmoid ? 4 * h[i] * (1 - h[i]) : (1 + h[i]) * (1 - h[i]);
      double wideG = sigmoid ? 4 * each * (1 - each) : (1 + each) * (1 - each);
      int side = h[i] < (sigmoid ? 0.5 : 0) ? 0 : 32;
      counts[side + Math.min(31, -Math.getExponent(g[i]))]++;
      ofDoubles[side + Math.min(31, -Math.getExponent(wideG))]++;
      wide[16 + i % 16] += wideG;
      wide[32 + i % 16] += sigmoid ? Math.abs(2 * each - 1) : Math.abs(each);
    }
    double[] expected = start.clone();
    inRuns(expected, 1, n, (i, sum) -> sum + g[i]);
    inRuns(expected, 2, n, (i, sum) -> sum + (sigmoid ? Math.abs(2 * h[i] - 1) : Math.abs(h[i])));
    String what = "slopes of %d, %s".formatted(n, slope);
    double[] lanes = start.clone();
    OctaveCounts found = new OctaveCounts();
    measures.slopes(h, n, slope, lanes, 1, found);
    compare(what, lanes, expected);
    compare(what, found.counts(), counts);
    lanes = start.clone();
    found.clear();
    measures.slopes(BitContract.widened(h), n, slope, lanes, 1, found);
    compare("double " + what, lanes, wide);
    compare("double " + what, found.counts(), ofDoubles);
  }

  void margins() {
    for (int n : lengths()) {
      double[] y = new double[n];
      double[] m = doubles(n);
      double[] p = new double[n];
      double[] loss = new double[n];
      double[] expected = new double[320];
      int[] counts = new int[256];
      for (int i = 0; i < n; i++) {
        y[i] = random.nextDouble() < 0.3 ? 1 : 0;
        m[i] = i % 5 == 0 ? SPECIAL[i % SPECIAL.length] : 8 * m[i];
        p[i] = i % 7 == 0 ? 0.5 : Sigmoid.sigmoid(i % 11 == 0 ? 99 * m[i] : m[i]);
        loss[i] = Sigmoid.softplus(-m[i]);
        double r = 1 - p[i];
        double s = p[i] * r;
        for (int at = i % 16; at < (y[i] == 1 ? 320 : 160); at += 160) {
          expected[at] += m[i];
          expected[at + 16] = Math.fma(m[i], m[i], expected[at + 16]);
          expected[at + 32] += loss[i];
          expected[at + 48] += r;
          expected[at + 64] += s;
          expected[at + 80] = Math.fma(r, s, expected[at + 80]);
          for (int w = 0; w < 2; w++) {
            double threshold = w == 0 ? 0.25 : -2;
            expected[at + 96 + 32 * w] += m[i] < threshold ? 1 : 0;
            expected[at + 112 + 32 * w] += m[i] < threshold ? loss[i] : 0;
          }
        }
        int key = (y[i] == 1 ? 128 : 0) + (m[i] > 0 ? 64 : 0) + (p[i] < 0.5 ? 32 : 0);
        counts[key + Math.min(31, -Math.getExponent(4 * s))]++;
      }
      MarginSums found = new MarginSums(0.25, -2);
      measures.margins(new Measures.Margins(y, m, p, loss), n, found);
      compare("margins of " + n, found.lanes, expected);
      compare("counts of margins of " + n, found.counts(), counts);
    }
  }

  private static int[] lengths() {
    int[] lengths = new int[75];
    Arrays.setAll(lengths, i -> i < 68 ? i : i < 72 ? 5 * i - 216 : 1000 + i);
    return lengths;
  }
}
