package io.ogive.spark;

import io.ogive.data.Role;
import io.ogive.math.Hash64;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/**
 * The bundled churn data, split and encoded by plain loops: missing numbers as mean and indicator.
 */
record PlainChurn(List<String> slotNames, List<One> rows) {
  static final String PATH =
      Path.of(System.getProperty("project.basedir", ""), "src/data/wa_churn7043.csv.gz")
          .toAbsolutePath()
          .toString();

  record One(Role role, String label, double[] x) {}

  List<One> of(Role role) {
    return rows.stream().filter(row -> row.role() == role).toList();
  }

  static PlainChurn read(double testShare, long seed) throws IOException {
    List<String[]> cells = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(Path.of(PATH))),
                StandardCharsets.UTF_8))) {
      lines.lines().forEach(line -> cells.add(line.split(",", -1)));
    }
    String[] header = cells.remove(0);
    boolean[] text = new boolean[header.length];
    for (int c = 0; c < header.length; c++) {
      int column = c;
      text[c] = cells.stream().anyMatch(row -> !row[column].matches("[0-9.]*"));
    }
    List<Role> roles = cells.stream().map(row -> role(row, text, testShare, seed)).toList();

    List<String> names = new ArrayList<>();
    List<List<Double>> x = new ArrayList<>();
    cells.forEach(row -> x.add(new ArrayList<>()));
    for (int c = 1; c < header.length; c++) {
      if (text[c]) {
        addLevels(header[c], c, cells, roles, names, x);
      } else {
        addNumber(header[c], c, cells, roles, names, x);
      }
    }
    List<One> rows = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      double[] values = x.get(i).stream().mapToDouble(v -> v).toArray();
      rows.add(new One(roles.get(i), cells.get(i)[0], values));
    }
    return new PlainChurn(names, rows);
  }

  private static void addLevels(
      String name,
      int c,
      List<String[]> cells,
      List<Role> roles,
      List<String> names,
      List<List<Double>> x) {
    TreeSet<String> levels = new TreeSet<>();
    for (int i = 0; i < cells.size(); i++) {
      if (roles.get(i) == Role.TRAIN) {
        levels.add(cells.get(i)[c]);
      }
    }
    levels.pollFirst();
    for (String level : levels) {
      names.add(name + "=" + level);
      for (int i = 0; i < cells.size(); i++) {
        x.get(i).add(cells.get(i)[c].equals(level) ? 1.0 : 0.0);
      }
    }
  }

  private static void addNumber(
      String name,
      int c,
      List<String[]> cells,
      List<Role> roles,
      List<String> names,
      List<List<Double>> x) {
    double sum = 0;
    long count = 0;
    boolean missing = false;
    for (int i = 0; i < cells.size(); i++) {
      boolean train = roles.get(i) == Role.TRAIN;
      missing |= train && cells.get(i)[c].isEmpty();
      if (train && !cells.get(i)[c].isEmpty()) {
        sum += Double.parseDouble(cells.get(i)[c]);
        count++;
      }
    }
    names.add(name);
    if (missing) {
      names.add(name + "=(missing)");
    }
    for (int i = 0; i < cells.size(); i++) {
      boolean absent = cells.get(i)[c].isEmpty();
      x.get(i).add(absent ? sum / count : Double.parseDouble(cells.get(i)[c]));
      if (missing) {
        x.get(i).add(absent ? 1.0 : 0.0);
      }
    }
  }

  /** The rule in words of RowSplit: seed, features, label. */
  private static Role role(String[] row, boolean[] text, double testShare, long seed) {
    long hash = Hash64.mix(0, seed);
    for (int c = 1; c < row.length; c++) {
      if (row[c].isEmpty()) {
        hash = Hash64.mix(hash, 0x6d697373696e67L);
      } else if (text[c]) {
        hash = Hash64.of(hash, row[c].getBytes(StandardCharsets.UTF_8));
      } else {
        hash = Hash64.mix(hash, Double.doubleToLongBits(Double.parseDouble(row[c])));
      }
    }
    hash = Hash64.of(hash, row[0].getBytes(StandardCharsets.UTF_8));
    return (hash >>> 11) * 0x1p-53 < testShare ? Role.TEST : Role.TRAIN;
  }
}
