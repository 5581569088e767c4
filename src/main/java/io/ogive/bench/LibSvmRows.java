package io.ogive.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * The rows of a LibSVM file, held in memory; its labels, in their order as numbers, are the
 * classes.
 *
 * @param labels the class of each row
 */
public record LibSvmRows(int columns, int classes, int[] labels, int[][] indices, double[][] values)
    implements Rows {
  @Override
  public long size() {
    return labels.length;
  }

  @Override
  public void read(long from, long to, Sink sink) throws IOException {
    for (int i = (int) from; i < to; i++) {
      sink.row(labels[i], indices[i], values[i]);
    }
  }

  /** Reads a file, packed or not. */
  public static LibSvmRows read(Path file) throws IOException {
    List<Double> labels = new ArrayList<>();
    List<int[]> indices = new ArrayList<>();
    List<double[]> values = new ArrayList<>();
    int columns = 0;
    try (BufferedReader in = reader(file)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        StringTokenizer words = new StringTokenizer(line);
        if (!words.hasMoreTokens()) {
          continue;
        }
        labels.add(Double.valueOf(words.nextToken()));
        int[] index = new int[words.countTokens()];
        double[] value = new double[index.length];
        for (int k = 0; k < index.length; k++) {
          String word = words.nextToken();
          int colon = word.indexOf(':');
          index[k] = Integer.parseInt(word.substring(0, colon)) - 1;
          value[k] = Double.parseDouble(word.substring(colon + 1));
          columns = Math.max(columns, index[k] + 1);
        }
        indices.add(index);
        values.add(value);
      }
    }
    TreeMap<Double, Integer> classes = new TreeMap<>();
    labels.forEach(label -> classes.put(label, 0));
    int next = 0;
    for (var entry : classes.entrySet()) {
      entry.setValue(next++);
    }
    return new LibSvmRows(
        columns,
        classes.size(),
        labels.stream().mapToInt(classes::get).toArray(),
        indices.toArray(int[][]::new),
        values.toArray(double[][]::new));
  }

  private static BufferedReader reader(Path file) throws IOException {
    InputStream bytes = Files.newInputStream(file);
    if (file.toString().endsWith(".gz")) {
      bytes = new GZIPInputStream(bytes, 1 << 16);
    }
    return new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8), 1 << 16);
  }
}
