package io.ogive.solver;

import io.ogive.data.Block;
import io.ogive.data.Features;
import io.ogive.data.LocalBlockStore;
import io.ogive.data.Role;
import io.ogive.data.Storage;
import io.ogive.model.NetworkModel;
import io.ogive.objective.NetworkRows;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/** The bundled digits; of every ten rows the last three are held out. */
final class BundledDigits {
  final NetworkRows rows;
  final int[] training;
  final int[] test;
  final LocalBlockStore store;

  private BundledDigits(NetworkRows rows) {
    this.rows = rows;
    int n = rows.y().length;
    training = IntStream.range(0, n).filter(i -> i % 10 < 7).toArray();
    test = IntStream.range(0, n).filter(i -> i % 10 >= 7).toArray();
    List<Block> blocks =
        new ArrayList<>(rows.blocks(training, 0, Role.TRAIN, 1024, Storage.FLOAT32));
    blocks.addAll(rows.blocks(test, 0, Role.TEST, 1024, Storage.FLOAT32));
    store = rows.store(blocks);
  }

  static BundledDigits read() throws IOException {
    List<double[]> x = new ArrayList<>();
    List<Integer> y = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(Path.of("src/data/digits.csv.gz"))),
                StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        double[] values = Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray();
        x.add(Arrays.copyOf(values, 64));
        y.add((int) values[64]);
      }
    }
    int[] labels = y.stream().mapToInt(v -> v).toArray();
    double[] ones = new double[labels.length];
    Arrays.fill(ones, 1);
    return new BundledDigits(new NetworkRows(x.toArray(double[][]::new), labels, ones, 10));
  }

  Features features() {
    return rows.features(Storage.FLOAT32);
  }

  double[][] standardized(NetworkModel model, int[] which) {
    double[][] out = new double[which.length][64];
    for (int i = 0; i < which.length; i++) {
      for (int j = 0; j < 64; j++) {
        out[i][j] = (rows.x()[which[i]][j] - model.center()[j]) * model.scale()[j];
      }
    }
    return out;
  }

  double testAccuracy(NetworkModel model) {
    int right = 0;
    double[] p = new double[10];
    for (int i : test) {
      model.probabilities(rows.x()[i], p);
      int best = 0;
      for (int k = 1; k < 10; k++) {
        best = p[k] > p[best] ? k : best;
      }
      right += best == rows.y()[i] ? 1 : 0;
    }
    return (double) right / test.length;
  }
}
