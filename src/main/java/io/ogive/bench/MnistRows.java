package io.ogive.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The training images of MNIST with grey levels in [0, 1], the dark pixels left out.
 *
 * @param folder that holds the files of {@link Images}
 */
record MnistRows(String folder) implements Rows {
  private static final int ROWS = 60_000;
  private static final int PIXELS = 28 * 28;

  @Override
  public long size() {
    return ROWS;
  }

  @Override
  public int columns() {
    return PIXELS;
  }

  @Override
  public int classes() {
    return Images.CLASSES;
  }

  @Override
  public void read(long from, long to, Sink sink) throws IOException {
    Images images = Images.read(Path.of(folder), Images.TRAIN);
    int[] indices = new int[PIXELS];
    double[] values = new double[PIXELS];
    for (int i = (int) from; i < to; i++) {
      double[] picture = images.picture(i);
      int inked = 0;
      for (int p = 0; p < PIXELS; p++) {
        if (picture[p] != 0) {
          indices[inked] = p;
          values[inked++] = picture[p];
        }
      }
      sink.row(images.labels()[i], Arrays.copyOf(indices, inked), Arrays.copyOf(values, inked));
    }
  }
}
