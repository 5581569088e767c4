package io.ogive.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ogive.reference.TextbookLogistic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogLossTest {
  private static final double LAMBDA = 0.01;

  @TempDir private Path folder;

  @Test
  void atTheTextbooksOptimumTheObjectiveIsTheTextbooks() throws IOException {
    Rows rows = new DenseRows(400, 4, 0);
    TextbookLogistic.Solution optimum = textbook(rows, 1).fit(50);
    assertThat(objective(rows, optimum)).isCloseTo(optimum.objective(), within(1e-12));
  }

  @Test
  void soItIsWithMoreClassesAndMissingEntries() throws IOException {
    Rows rows = threeClasses();
    TextbookLogistic.Solution optimum = textbook(rows, 3).fit(50);
    assertThat(objective(rows, optimum)).isCloseTo(optimum.objective(), within(1e-12));
  }

  @Test
  void elsewhereItIsHigher() throws IOException {
    Rows rows = new DenseRows(400, 4, 0);
    TextbookLogistic.Solution optimum = textbook(rows, 1).fit(50);
    double[][] moved = {optimum.weights()[0].clone()};
    moved[0][2] += 0.1;
    LinearModel off = new LinearModel(moved, optimum.intercepts());
    assertThat(LogLoss.objectives(rows, List.of(off), LAMBDA)[0])
        .isGreaterThan(optimum.objective() + 1e-4);
  }

  @Test
  void aModelComesBackFromItsFileBitByBit() throws IOException {
    LinearModel model =
        new LinearModel(
            new double[][] {{Math.PI, -0.0}, {1e-300, 3}}, new double[] {Math.E, -1.0 / 3});
    Path file = folder.resolve("x.model");
    model.write(file);
    LinearModel read = LinearModel.read(file);
    assertThat(read.weights()).isDeepEqualTo(model.weights());
    assertThat(read.intercepts()).containsExactly(model.intercepts());
  }

  private static double objective(Rows rows, TextbookLogistic.Solution at) throws IOException {
    LinearModel model = new LinearModel(at.weights(), at.intercepts());
    return LogLoss.objectives(rows, List.of(model), LAMBDA)[0];
  }

  private static TextbookLogistic textbook(Rows rows, int logits) throws IOException {
    int n = (int) rows.size();
    double[][] x = new double[n][rows.columns()];
    int[] y = new int[n];
    int[] at = {0};
    rows.read(
        0,
        n,
        (label, indices, values) -> {
          for (int k = 0; k < values.length; k++) {
            x[at[0]][indices.length == 0 ? k : indices[k]] = values[k];
          }
          y[at[0]++] = label;
        });
    double[] w = new double[n];
    Arrays.fill(w, 1);
    return new TextbookLogistic(x, y, w, logits, true, 0, LAMBDA, false);
  }

  /** Read from a file, so that this way is tried too. */
  private Rows threeClasses() throws IOException {
    Random random = new Random(5);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      lines.append(new int[] {7, -1, 3}[random.nextInt(3)]);
      for (int j = 1; j <= 5; j++) {
        if (random.nextInt(3) > 0) {
          lines.append(' ').append(j).append(':').append(random.nextGaussian());
        }
      }
      lines.append('\n');
    }
    Path file = folder.resolve("three.svm");
    Files.writeString(file, lines);
    Rows rows = Source.rows("libsvm:" + file);
    assertThat(rows.classes()).isEqualTo(3);
    assertThat(rows.columns()).isEqualTo(5);
    return rows;
  }
}
