package io.ogive.bench;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * Pictures of digits in the IDX format of MNIST, with their labels.
 *
 * @param pixels 0 to 255 as bytes, a row a picture
 */
record Images(byte[][] pixels, byte[] labels) {
  static final String TRAIN = "train";
  static final String TEST = "t10k";
  static final int CLASSES = 10;

  /** Reads the files of a folder whose names begin with {@code prefix}. */
  static Images read(Path folder, String prefix) throws IOException {
    byte[][] pixels;
    try (DataInputStream in = open(folder.resolve(prefix + "-images-idx3-ubyte.gz"))) {
      in.readInt();
      int count = in.readInt();
      int size = in.readInt() * in.readInt();
      pixels = new byte[count][size];
      for (byte[] picture : pixels) {
        in.readFully(picture);
      }
    }
    try (DataInputStream in = open(folder.resolve(prefix + "-labels-idx1-ubyte.gz"))) {
      in.readInt();
      byte[] labels = new byte[in.readInt()];
      in.readFully(labels);
      return new Images(pixels, labels);
    }
  }

  private static DataInputStream open(Path file) throws IOException {
    return new DataInputStream(
        new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file)), 1 << 16));
  }

  int columns() {
    return pixels[0].length;
  }

  /** Picture i, each pixel in [0, 1]. */
  double[] picture(int i) {
    double[] x = new double[columns()];
    for (int j = 0; j < x.length; j++) {
      x[j] = (pixels[i][j] & 0xFF) / 255.0;
    }
    return x;
  }
}
