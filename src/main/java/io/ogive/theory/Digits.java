package io.ogive.theory;

import io.ogive.data.LabelColumn;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/** The bundled pictures of digits: 1,797 of 8 x 8 pixels from 0 to 16. */
final class Digits {
  private static final int PIXELS = 64;
  private static final String FILE = "digits.csv.gz";

  private Digits() {}

  /** The digits that are in the jar. */
  static Rows bundled() {
    try (InputStream in = Digits.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is not in the jar; build it anew");
      }
      return read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads gzipped lines of 64 pixels and the digit. */
  static Rows read(InputStream gzipped) throws IOException {
    List<double[]> x = new ArrayList<>();
    List<Double> labels = new ArrayList<>();
    BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(gzipped), StandardCharsets.US_ASCII));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] cells = line.split(",", -1);
      double[] row = new double[PIXELS];
      for (int j = 0; j < PIXELS; j++) {
        row[j] = Double.parseDouble(cells[j]);
      }
      x.add(row);
      labels.add(Double.valueOf(cells[PIXELS]));
    }
    List<String> classes = IntStream.range(0, 10).mapToObj(Integer::toString).toList();
    return new Rows(
        x.toArray(double[][]::new),
        labels.stream().mapToDouble(Double::doubleValue).toArray(),
        new LabelColumn("digit", classes));
  }
}
