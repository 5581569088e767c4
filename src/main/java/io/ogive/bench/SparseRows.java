package io.ogive.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Seeded rows of few ones among very many columns, with labels drawn from a logistic model. Columns
 * are as unequal as words: a uniform number to the third power chooses one.
 */
record SparseRows(long size, int columns, int nonZeros) implements Rows {
  private static final long SEED = 20260102;

  @Override
  public int classes() {
    return 2;
  }

  @Override
  public void read(long from, long to, Sink sink) throws IOException {
    int[] drawn = new int[nonZeros];
    for (long i = from; i < to; i++) {
      SplittableRandom random = new SplittableRandom(SEED + (i + 1) * 0x9E3779B97F4A7C15L);
      double z = -0.5;
      for (int k = 0; k < nonZeros; k++) {
        double u = random.nextDouble();
        drawn[k] = (int) (u * u * u * columns);
      }
      int[] indices = Arrays.stream(drawn).sorted().distinct().toArray();
      for (int j : indices) {
        z += truth(j) / Math.sqrt(nonZeros);
      }
      double[] values = new double[indices.length];
      Arrays.fill(values, 1);
      sink.row(random.nextDouble() < 1 / (1 + Math.exp(-z)) ? 1 : 0, indices, values);
    }
  }

  private static double truth(int column) {
    return 3 * new SplittableRandom(SEED ^ (column * 0x9E3779B97F4A7C15L)).nextGaussian();
  }
}
