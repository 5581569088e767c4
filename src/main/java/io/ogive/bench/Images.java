package io.ogive.bench;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * Pictures of digits with their labels, as MNIST is distributed (LeCun, Cortes and Burges): two
 * files of the IDX format.
 *
 * @param pixels 0 to 255 as bytes, a row a picture
 */
public record Images(byte[][] pixels, byte[] labels) {
  /** The pictures to train on. */
  public static final String TRAIN = "train";

  /** The pictures to test with. */
  public static final String TEST = "t10k";

  static final int CLASSES = 10;

  private static final int IMAGES_MAGIC = 0x803;
  private static final int LABELS_MAGIC = 0x801;
  private static final double WHITE = 255;

  /** The file of the pictures. */
  static Path file(Path folder, String prefix) {
    return folder.resolve(prefix + "-images-idx3-ubyte.gz");
  }

  /**
   * Reads the files of a folder whose names begin with {@code prefix}.
   *
   * @throws IOException if they are not what their names say
   */
  public static Images read(Path folder, String prefix) throws IOException {
    byte[][] pixels;
    try (DataInputStream in = open(file(folder, prefix), IMAGES_MAGIC)) {
      int count = in.readInt();
      int size = in.readInt() * in.readInt();
      pixels = new byte[count][size];
      for (byte[] picture : pixels) {
        in.readFully(picture);
      }
    }
    try (DataInputStream in =
        open(folder.resolve(prefix + "-labels-idx1-ubyte.gz"), LABELS_MAGIC)) {
      byte[] labels = new byte[in.readInt()];
      in.readFully(labels);
      return new Images(pixels, labels);
    }
  }

  private static DataInputStream open(Path file, int magic) throws IOException {
    DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file)), 1 << 16));
    if (in.readInt() != magic) {
      in.close();
      throw new IOException(file + " is not the file of the IDX format that its name says");
    }
    return in;
  }

  /** Pixels of a picture. */
  public int columns() {
    return pixels[0].length;
  }

  /** Picture i, each pixel in [0, 1]. */
  public double[] picture(int i) {
    double[] x = new double[columns()];
    for (int j = 0; j < x.length; j++) {
      x[j] = (pixels[i][j] & 0xff) / WHITE;
    }
    return x;
  }
}
