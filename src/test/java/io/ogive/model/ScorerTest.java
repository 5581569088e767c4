package io.ogive.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ogive.data.BadValueException;
import io.ogive.data.Block;
import io.ogive.data.BlockBuilder;
import io.ogive.data.Column;
import io.ogive.data.Features;
import io.ogive.data.LabelColumn;
import io.ogive.data.Role;
import io.ogive.data.Storage;
import io.ogive.math.KeyedRandom;
import io.ogive.testing.RawValues;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScorerTest {
  private static final String[] CONTRACTS = {"Month-to-month", "One year", "Two year", "Weekly"};

  /** Rows of the golden binary model's columns. */
  private static List<RawValues> rows(long seed, int count) {
    KeyedRandom random = KeyedRandom.of(seed);
    List<RawValues> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double[] pixels = {
        random.nextInt(3) == 0 ? 0 : random.nextDouble(), random.nextInt(2) == 0 ? 0 : -3e5
      };
      rows.add(
          new RawValues(
              random.nextInt(5) == 0 ? null : (double) random.nextInt(72),
              CONTRACTS[random.nextInt(4)],
              pixels,
              random.nextInt(9) == 0 ? 0 : 100 * random.nextDouble()));
    }
    return rows;
  }

  private static Model stored(LogisticModel model, Storage storage, boolean shifted) {
    Features f = model.features();
    double[] shift = shifted ? f.shift() : new double[f.width()];
    return new LogisticModel(
        new Features(f.label(), f.columns(), shift, storage), model.weights(), model.intercepts());
  }

  /** A network on the columns of the golden binary model. */
  private static Model network(Storage storage) {
    Features f = GoldenModels.binary().features();
    KeyedRandom random = KeyedRandom.of(5);
    List<Layer> layers = new ArrayList<>();
    int[] sizes = {f.width(), 5, 2};
    for (int l = 0; l < 2; l++) {
      double[] weights = new double[sizes[l] * sizes[l + 1]];
      for (int i = 0; i < weights.length; i++) {
        weights[i] = random.nextDouble() - 0.5;
      }
      layers.add(
          new Layer(
              sizes[l],
              sizes[l + 1],
              l == 0 ? Activation.SIGMOID : Activation.IDENTITY,
              weights,
              new double[sizes[l + 1]]));
    }
    double[] center = new double[f.width()];
    double[] scale = new double[f.width()];
    for (int j = 0; j < scale.length; j++) {
      center[j] = random.nextDouble();
      scale[j] = j == 3 ? 0 : random.nextDouble();
    }
    Features other = new Features(f.label(), f.columns(), f.shift(), storage);
    return new NetworkModel(other, center, scale, new Network(layers));
  }

  @Test
  void aRowScoresWithTheBitsOfItsBlock() {
    for (Storage storage : Storage.values()) {
      for (boolean shifted : new boolean[] {true, false}) {
        scoresAsItsBlock(stored(GoldenModels.binary(), storage, shifted), false);
      }
      scoresAsItsBlock(stored(GoldenModels.binary(), storage, false), true);
      scoresAsItsBlock(network(storage), false);
    }
  }

  private static void scoresAsItsBlock(Model model, boolean sparse) {
    Features features = model.features();
    List<Block> blocks = new ArrayList<>();
    BlockBuilder builder =
        new BlockBuilder(
            0,
            Role.TEST,
            features.width(),
            sparse,
            features.storage(),
            1024,
            features.shift(),
            blocks::add);
    List<RawValues> rows = rows(3, 300);
    for (RawValues row : rows) {
      builder.startRow(0, 1);
      assertThat(features.encode(row, builder)).isTrue();
      builder.endRow();
    }
    builder.finish();
    Scorer scorer = new Scorer(model);
    double[] stored = new double[features.width()];
    double[] expected = new double[2];
    double[] actual = new double[2];
    for (int i = 0; i < rows.size(); i++) {
      if (blocks.get(0) instanceof Block.Dense dense) {
        dense.features().copyRow(i, stored, 0);
      } else if (blocks.get(0) instanceof Block.Sparse rowsOfEntries) {
        rowsOfEntries.features().copyRow(i, stored, 0);
      }
      model.probabilities(stored, expected);
      scorer.score(rows.get(i), actual);
      assertThat(actual).as("%s row %d", model.getClass(), i).isEqualTo(expected);
      assertThat(actual[0] + actual[1]).isBetween(1 - 1e-15, 1 + 1e-15);
    }
  }

  private static LogisticModel wide(double elsewhere) {
    Features features =
        new Features(
            new LabelColumn("y", List.of("a", "b", "c")),
            List.of(new Column.Vector("x", 1000)),
            new double[1000],
            Storage.FLOAT32);
    double[][] weights = new double[3][1000];
    for (int j = 0; j < 1000; j++) {
      for (int k = 0; k < 3; k++) {
        weights[k][j] = j % 100 == 7 ? 0.1 * (k + j) : elsewhere;
      }
    }
    return new LogisticModel(features, weights, new double[] {0.1, -0.0, 0});
  }

  @Test
  void aWideModelReadsOnlyTheSlotsOfTheRow() {
    double[] x = new double[1000];
    x[7] = 0.3;
    x[907] = -0.7;
    double[] touched = new double[3];
    double[] all = new double[3];
    // Weights that are not numbers show whether they are read.
    assertThat(new Scorer(wide(Double.NaN)).score(new RawValues(x), touched)).isTrue();
    assertThat(touched).doesNotContain(Double.NaN);
    StoredRow dense = new StoredRow(wide(0.25));
    dense.start();
    dense.put(7, 0.3);
    dense.put(907, -0.7);
    dense.probabilities(all);
    assertThat(touched).isEqualTo(all);
    StoredRow readsAll = new StoredRow(wide(Double.NaN));
    readsAll.start();
    readsAll.put(7, 0.3);
    assertThatThrownBy(() -> readsAll.probabilities(all)).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void aDroppedRowHasNoScoreAndLeavesNothing() {
    Scorer scorer = new Scorer(GoldenModels.network());
    double[] before = new double[2];
    double[] after = {7, 7};
    scorer.score(new RawValues(1e9, 2.0), before);
    assertThat(scorer.score(new RawValues(1e9 + 9, null), after)).isFalse();
    assertThat(after).containsExactly(7, 7);
    scorer.score(new RawValues(1e9, 2.0), after);
    assertThat(after).isEqualTo(before);
  }

  @Test
  void aRefusedRowLeavesNothing() {
    for (Model model :
        List.of(GoldenModels.binary(), stored(GoldenModels.binary(), Storage.FLOAT32, false))) {
      Scorer scorer = new Scorer(model);
      double[] before = new double[2];
      double[] after = new double[2];
      RawValues good = new RawValues(0.0, "Month-to-month", new double[2], 0.0);
      scorer.score(good, before);
      assertThatThrownBy(
              () -> scorer.score(new RawValues(5.0, null, new double[] {3, 4}, 9.0), after))
          .isInstanceOf(BadValueException.class)
          .hasMessageContaining("column 'contract': value is missing");
      scorer.score(good, after);
      assertThat(after).isEqualTo(before);
    }
  }

  @Test
  void aValueThatNoBlockWouldTakeIsRefusedByName() {
    Scorer scorer = new Scorer(GoldenModels.multinomial());
    double[] out = new double[3];
    assertThatThrownBy(() -> scorer.score(new RawValues(new double[] {1, 1e39}, "n"), out))
        .isInstanceOf(BadValueException.class)
        .hasMessageContaining("column 'petals[1]': value 1.0E39 is too large for float32");
    assertThatThrownBy(() -> scorer.score(new RawValues(new double[] {Double.NaN, 1}, "n"), out))
        .isInstanceOf(BadValueException.class)
        .hasMessageContaining("petals[0]");
    assertThatThrownBy(() -> scorer.score(new RawValues(new double[3], "n"), out))
        .isInstanceOf(BadValueException.class)
        .hasMessageContaining("vector has 3 elements, expected 2");
  }

  @Test
  void slotsThatDoNotAscendAreRefused() {
    for (EncodedRow row :
        List.of(new StoredRow(GoldenModels.binary()), new LogitRow(GoldenModels.binary()))) {
      row.start();
      row.put(3, 1);
      for (int slot : new int[] {3, 2, -1, 8}) {
        assertThatThrownBy(() -> row.put(slot, 1))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("slots must ascend");
      }
    }
  }

  @Test
  void anOverflowingLogitIsAnErrorAndNotNaN() {
    LogisticModel good = GoldenModels.multinomial();
    double[][] weights = {{1e300, 1e300, 0, 0, 0}, {0, 0, 0, 0, 0}, {0, 0, 0, 0, 0}};
    LogisticModel steep = new LogisticModel(good.features(), weights, new double[3]);
    for (double[] x : new double[][] {{1e30, 1}, {1e30, -1e30}}) {
      assertThatThrownBy(() -> new Scorer(steep).score(new RawValues(x, "n"), new double[3]))
          .isInstanceOf(ArithmeticException.class)
          .hasMessageContaining("too large for this model");
    }
  }
}
