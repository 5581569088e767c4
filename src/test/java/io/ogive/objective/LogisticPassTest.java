package io.ogive.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ogive.data.Block;
import io.ogive.data.BlockId;
import io.ogive.data.Role;
import io.ogive.data.Shard;
import io.ogive.data.Storage;
import io.ogive.health.SourceHealth;
import io.ogive.testing.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One pass against plain loops over the same rows. */
class LogisticPassTest {
  private static final int COLUMNS = LogisticPasses.COLUMNS;

  @ParameterizedTest
  @CsvSource({"2, false", "2, true", "3, false", "3, true", "7, false"})
  void everyFigureIsThatOfAPlainRecount(int classes, boolean sparse) {
    for (int seed = 0; seed < 5; seed++) {
      Table table = LogisticPasses.table(seed, 230, classes);
      int logits = classes == 2 ? 1 : classes;
      double[] classWeights = new Random(seed).doubles(classes, 0.5, 3).toArray();
      LogisticPass pass = LogisticPasses.pass(seed, logits, classWeights, logits == 1);
      List<Block> blocks = table.blocks(1, 64, sparse, Storage.FLOAT64);
      LogisticTotal total = pass.over(new Shard(0, blocks));
      LogisticRecount expected = new LogisticRecount(pass, classWeights, table);
      String what = "seed " + seed;
      double unit = pass.recipe().weightUnit();
      assertThat(total.point(0).fault()).isEmpty();
      assertThat(total.weight() * unit).as(what).isCloseTo(expected.weight, within(1e-9));
      assertThat(total.point(0).meanLoss())
          .as(what)
          .isCloseTo(expected.loss / expected.weight, within(1e-12));
      for (int k = 0; k < logits; k++) {
        for (int j = 0; j <= COLUMNS; j++) {
          assertThat(total.point(0).meanGradient(k, j))
              .as(what)
              .isCloseTo(expected.gradient[k][j] / expected.weight, within(1e-11));
        }
      }
      assertThat(total.point(0).isCurved()).isEqualTo(logits == 1);
      for (int i = 0; logits == 1 && i <= COLUMNS; i++) {
        for (int j = 0; j <= i; j++) {
          assertThat(total.point(0).meanCurvature(0, 0, i, j))
              .as(what)
              .isCloseTo(expected.curvature[i][j] / expected.weight, within(1e-11));
        }
      }
      long rows = 0;
      for (int k = 0; k < classes; k++) {
        rows += total.rows(k);
        assertThat(total.weight(k) * unit).isCloseTo(expected.classWeight[k], within(1e-9));
      }
      assertThat(rows).isEqualTo(230);
      HealthRecount.assertEqual(total.point(0).health().whole(), expected.statistics);
      HealthRecount.assertFull(total.point(0).health().whole(), expected.statistics.full);
    }
  }

  @Test
  void aWrongMarginWouldBeSeenInTheRecount() {
    Table table = LogisticPasses.table(1, 230, 2);
    double[] ones = {1, 1};
    LogisticPass pass = LogisticPasses.pass(1, 1, ones, false);
    Shard shard = new Shard(0, table.blocks(1, 64, false, Storage.FLOAT64));
    SourceHealth actual = pass.over(shard).point(0).health().whole();
    double[] exchanged = Arrays.stream(table.labels()).map(y -> 1 - y).toArray();
    LogisticRecount other =
        new LogisticRecount(pass, ones, new Table(table.x(), exchanged, table.weights()));
    assertThatThrownBy(() -> HealthRecount.assertEqual(actual, other.statistics))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void heldOutRowsAreMeasuredAndTakeNoPart() {
    Table table = LogisticPasses.table(3, 200, 2);
    double[] ones = {1, 1};
    LogisticPass pass = LogisticPasses.pass(3, 1, ones, true);
    List<Block> train = table.blocks(1, 50, false, Storage.FLOAT64);
    Table other = LogisticPasses.table(4, 100, 2);
    List<Block> both = new ArrayList<>(train);
    for (Block block : other.blocks(1, 50, false, Storage.FLOAT64)) {
      Block.Dense dense = (Block.Dense) block;
      BlockId id = new BlockId(0, Role.TEST, block.id().ordinal());
      both.add(new Block.Dense(id, dense.labels(), dense.weights(), dense.features()));
    }
    LogisticTotal alone = pass.over(new Shard(0, train));
    LogisticTotal more = pass.over(new Shard(0, both));
    assertThat(more.point(0).gradient().values()).isEqualTo(alone.point(0).gradient().values());
    assertThat(more.point(0).curvature(0, 0).values())
        .isEqualTo(alone.point(0).curvature(0, 0).values());
    assertThat(more.point(0).meanLoss()).isEqualTo(alone.point(0).meanLoss());
    assertThat(more.point(0).health().whole().rows()).isEqualTo(200);
    assertThat(alone.point(0).heldOutLoss()).isEmpty();
    LogisticRecount expected = new LogisticRecount(pass, ones, other);
    assertThat(more.point(0).heldOutLoss().orElseThrow())
        .isCloseTo(expected.loss / expected.weight, within(1e-12));
  }

  @Test
  void healthIsKeptBySource() {
    Table table = LogisticPasses.table(5, 200, 2);
    LogisticPass pass = LogisticPasses.pass(5, 1, new double[] {1, 1}, false);
    LogisticTotal merged = null;
    for (Block block : table.blocks(4, 64, false, Storage.FLOAT64)) {
      LogisticTotal one = pass.over(new Shard(block.id().source(), List.of(block)));
      merged = merged == null ? one : merged.mergeWith(one);
    }
    assertThat(merged.point(0).health().sources().keySet()).containsExactly(0, 1, 2, 3);
    for (int s = 0; s < 4; s++) {
      assertThat(merged.point(0).health().sources().get(s).rows()).isEqualTo(50);
    }
  }

  @Test
  void extremeLogitsKeepTheirDigits() {
    double[][] x = {{1, 0, 0, 0, 0}, {1, 0, 0, 0, 0}, {1, 0, 0, 0, 0}};
    for (int classes = 2; classes <= 3; classes++) {
      int logits = classes == 2 ? 1 : 3;
      double[][] weights = new double[logits][COLUMNS];
      weights[logits == 1 ? 0 : 1][0] = 600;
      LogisticPass pass =
          LogisticPasses.pass(new double[] {1, 1, 1}, weights, new double[logits], false);
      Table fitted = new Table(x, new double[] {1, 1, 1}, new double[] {1, 1, 1});
      LogisticTotal right = pass.over(new Shard(0, fitted.blocks(1, 64, false, Storage.FLOAT64)));
      assertThat(right.point(0).fault()).isEmpty();
      assertThat(right.point(0).meanLoss()).isBetween(0.0, 1e-200);
      Table wrong = new Table(x, new double[] {0, 0, 0}, new double[] {1, 1, 1});
      LogisticTotal lost = pass.over(new Shard(0, wrong.blocks(1, 64, false, Storage.FLOAT64)));
      assertThat(lost.point(0).meanLoss()).isCloseTo(600, within(1e-9));
      assertThat(lost.point(0).meanGradient(logits == 1 ? 0 : 1, COLUMNS))
          .isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void aBrokenColumnIsNamedWithItsBlock() {
    Table table = LogisticPasses.table(6, 128, 2);
    table.x()[100][3] = 1e30;
    List<Block> blocks = table.blocks(1, 64, false, Storage.FLOAT64);
    // The scales promise values below 1, so the block sum of 1e30 leaves the range.
    LogisticPass gradient =
        LogisticPasses.pass(new double[] {1, 1}, new double[1][COLUMNS], new double[1], false);
    LogisticFault fault = gradient.over(new Shard(0, blocks)).point(0).fault().orElseThrow();
    assertThat(fault.block()).isEqualTo(new BlockId(0, Role.TRAIN, 1));
    assertThat(fault.slot()).isEqualTo(3);
    assertThat(Math.abs(fault.value())).isGreaterThan(1e29);
    LogisticPass curvature =
        LogisticPasses.pass(new double[] {1, 1}, new double[1][COLUMNS], new double[1], true);
    assertThat(curvature.over(new Shard(0, blocks)).point(0).fault().orElseThrow().slot())
        .isEqualTo(3);
  }

  @Test
  void losingTheHealthDoesNotStopThePass() {
    Table table = LogisticPasses.table(7, 64, 2);
    double[][] weights = new double[1][COLUMNS];
    weights[0][0] = 1e12;
    LogisticPass pass = LogisticPasses.pass(new double[] {1, 1}, weights, new double[1], false);
    LogisticTotal total = pass.over(new Shard(0, table.blocks(1, 64, false, Storage.FLOAT64)));
    assertThat(total.point(0).fault()).isEmpty();
    assertThat(total.point(0).meanLoss()).isGreaterThan(1e6);
    assertThat(total.point(0).health().sources()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"false, 1e-6", "true, 1e-15"})
  void curvatureInSinglePrecisionHasSixDigits(boolean sparse, double tolerance) {
    Table table = LogisticPasses.table(7, 700, 2);
    List<Block> blocks = table.blocks(1, 512, sparse, Storage.FLOAT32);
    LogisticPass twice = LogisticPasses.pass(7, 1, new double[] {1, 2}, true);
    LogisticPass once = new LogisticPass(twice.recipe().withSingle(true), twice.points());
    LogisticTotal expected = twice.over(new Shard(0, blocks));
    LogisticTotal actual = once.over(new Shard(0, blocks));
    boolean differs = false;
    for (int i = 0; i <= COLUMNS; i++) {
      for (int j = 0; j <= i; j++) {
        double size =
            Math.sqrt(
                expected.point(0).meanCurvature(0, 0, i, i)
                    * expected.point(0).meanCurvature(0, 0, j, j));
        double difference =
            actual.point(0).meanCurvature(0, 0, i, j) - expected.point(0).meanCurvature(0, 0, i, j);
        assertThat(Math.abs(difference)).isLessThanOrEqualTo(tolerance * size);
        differs |= difference != 0;
      }
    }
    assertThat(differs).as("single precision is there to be seen").isEqualTo(!sparse);
    assertThat(actual.point(0).gradient().values())
        .isEqualTo(expected.point(0).gradient().values());
  }
}
