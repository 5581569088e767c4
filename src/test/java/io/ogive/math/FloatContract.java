package io.ogive.math;

import java.util.Arrays;

/** What {@link FloatKernels} promises, written plainly and compared bit by bit. */
final class FloatContract {
  private static final float[] SPECIAL = {
    0f,
    -0f,
    Float.MIN_VALUE,
    -Float.MIN_NORMAL,
    17,
    -17,
    -86.9f,
    87.5f,
    -104,
    1e30f,
    -Float.MAX_VALUE,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.NaN
  };

  private final String name;
  private final FloatKernels kernels;
  private final KeyedRandom random = KeyedRandom.of(271828);

  FloatContract(String name, FloatKernels kernels) {
    this.name = name;
    this.kernels = kernels;
  }

  /** Called by name from another class loader. */
  public static String checkVectorKernels() {
    Kernels vector = Kernels.vector().orElseThrow();
    new FloatContract(vector.name(), vector.floats()).checkAll();
    return vector.name();
  }

  void checkAll() {
    sigmoid();
    adam();
    rows();
  }

  void sigmoid() {
    for (int n : lengths()) {
      float[] z = numbers(n + 3);
      for (int i = 0; i < n; i++) {
        z[i] = i % 4 == 0 ? SPECIAL[random.nextInt(SPECIAL.length)] : 40 * z[i];
      }
      float[] expected = new float[z.length];
      for (int i = 0; i < n; i++) {
        expected[i] = FloatSigmoid.sigmoid(z[i]);
      }
      float[] out = new float[z.length];
      kernels.sigmoid(z, out, n);
      compare("sigmoid of " + n, out, expected);
      System.arraycopy(z, n, expected, n, 3);
      kernels.sigmoid(z, z, n);
      compare("sigmoid in place of " + n, z, expected);
    }
  }

  void adam() {
    FloatKernels.Adam step = new FloatKernels.Adam(0.01f, 0.9f, 0.999f, 1e-8f, 3.1f);
    for (int n : lengths()) {
      float[] w = numbers(n + 3);
      float[] m = numbers(n + 3);
      float[] v = numbers(n + 3);
      float[] g = numbers(n + 3);
      float[] newW = w.clone();
      float[] newM = m.clone();
      float[] newV = v.clone();
      for (int i = 0; i < n; i++) {
        v[i] = Math.abs(v[i]);
        newM[i] = vanishing(Math.fma(0.9f, m[i], (1 - 0.9f) * g[i]));
        newV[i] = vanishing(Math.fma(0.999f, v[i], ((1 - 0.999f) * g[i]) * g[i]));
        newW[i] = w[i] - (0.01f * newM[i]) / ((float) Math.sqrt(newV[i] * 3.1f) + 1e-8f);
      }
      kernels.adam(w, m, v, g, n, step);
      compare("adam w of " + n, w, newW);
      compare("adam m of " + n, m, newM);
      compare("adam v of " + n, v, newV);
    }
    float[] tiny = numbers(67);
    Arrays.fill(tiny, Float.MIN_NORMAL / 2);
    kernels.adam(numbers(67), tiny, new float[67], new float[67], 67, step);
    compare("adam of subnormal moments", tiny, new float[67]);
  }

  void rows() {
    for (int rows : new int[] {0, 1, 17, 63, 64, 65, 200}) {
      for (int columns : new int[] {1, 15, 16, 17, 37}) {
        for (boolean single : new boolean[] {true, false}) {
          rows(0, rows, columns, single);
          rows(Math.min(rows, Panels.LANES), rows, columns, single);
        }
      }
    }
  }

  private void rows(int from, int rows, int columns, boolean single) {
    float[] floats = numbers(Panels.length(rows, columns));
    double[] doubles = new double[floats.length];
    Arrays.setAll(doubles, i -> floats[i] * 1.1);
    Panels x = single ? Panels.of(rows, columns, floats) : Panels.of(rows, columns, doubles);
    double[] center = new double[columns];
    double[] scale = new double[columns];
    Arrays.setAll(center, j -> random.nextDouble());
    Arrays.setAll(scale, j -> j % 7 == 3 ? 0 : 3 * random.nextDouble());
    float[] out = numbers(rows * columns + 3);
    float[] expected = out.clone();
    for (int i = from; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        float high = (float) center[j];
        float centred = ((float) x.get(i, j) - high) - (float) (center[j] - high);
        expected[i * columns + j] = centred * (float) scale[j];
      }
    }
    kernels.rows(x, from, rows, center, scale, out);
    compare("rows %d to %d x %d, single %s".formatted(from, rows, columns, single), out, expected);
  }

  private static float vanishing(float moment) {
    return (moment + 0x1p-103f) - 0x1p-103f;
  }

  private static int[] lengths() {
    int[] lengths = new int[71];
    Arrays.setAll(lengths, i -> i < 68 ? i : 1000 + i);
    return lengths;
  }

  /** Dense values, some zero and some tiny. */
  private float[] numbers(int length) {
    float[] numbers = new float[length];
    for (int i = 0; i < length; i++) {
      float x = (float) (2 * random.nextDouble() - 1);
      int kind = random.nextInt(16);
      numbers[i] = kind == 0 ? 0 : kind == 1 ? x * 0x1p-120f : x;
    }
    return numbers;
  }

  private void compare(String what, float[] actual, float[] expected) {
    for (int i = 0; i < expected.length; i++) {
      if (Float.floatToIntBits(expected[i]) != Float.floatToIntBits(actual[i])) {
        throw new AssertionError(
            "%s, %s, element %d: expected %a, got %a"
                .formatted(name, what, i, expected[i], actual[i]));
      }
    }
  }
}
