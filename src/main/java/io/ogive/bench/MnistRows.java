package io.ogive.bench;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * The training images of MNIST (LeCun, Cortes and Burges) with grey levels in [0, 1], read from the
 * two files of the IDX format as they are distributed.
 *
 * @param folder that holds them
 */
record MnistRows(String folder) implements Rows {
  static final String IMAGES = "train-images-idx3-ubyte.gz";
  private static final String LABELS = "train-labels-idx1-ubyte.gz";
  private static final int IMAGES_MAGIC = 0x803;
  private static final int LABELS_MAGIC = 0x801;
  private static final int ROWS = 60_000;
  private static final int PIXELS = 28 * 28;
  private static final double WHITE = 255;

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
    return 10;
  }

  @Override
  public void read(long from, long to, Sink sink) throws IOException {
    try (DataInputStream images = open(IMAGES, IMAGES_MAGIC, 2);
        DataInputStream labels = open(LABELS, LABELS_MAGIC, 0)) {
      images.skipNBytes(from * PIXELS);
      labels.skipNBytes(from);
      byte[] pixels = new byte[PIXELS];
      int[] indices = new int[PIXELS];
      double[] values = new double[PIXELS];
      for (long i = from; i < to; i++) {
        images.readFully(pixels);
        int inked = 0;
        for (int p = 0; p < PIXELS; p++) {
          if (pixels[p] != 0) {
            indices[inked] = p;
            values[inked++] = (pixels[p] & 0xff) / WHITE;
          }
        }
        sink.row(
            labels.readUnsignedByte(), Arrays.copyOf(indices, inked), Arrays.copyOf(values, inked));
      }
    }
  }

  /** A file after its header: a magic number, the rows, and further dimensions. */
  private DataInputStream open(String name, int magic, int dimensions) throws IOException {
    Path file = Path.of(folder, name);
    DataInputStream in =
        new DataInputStream(new GZIPInputStream(Files.newInputStream(file), 1 << 16));
    if (in.readInt() != magic || in.readInt() != ROWS) {
      in.close();
      throw new IOException(file + " is not the file of MNIST that its name says");
    }
    in.skipNBytes((long) dimensions * Integer.BYTES);
    return in;
  }
}
