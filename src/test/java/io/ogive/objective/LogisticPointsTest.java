package io.ogive.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ogive.data.Block;
import io.ogive.data.BlockId;
import io.ogive.data.Role;
import io.ogive.data.Shard;
import io.ogive.data.Storage;
import io.ogive.testing.Table;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One pass at several points, each as in a pass of its own. */
class LogisticPointsTest {
  private static final int COLUMNS = LogisticPasses.COLUMNS;

  @ParameterizedTest
  @CsvSource({"2, false", "2, true", "3, false", "3, true"})
  void severalPointsInOnePassAreAsManyPasses(int classes, boolean sparse) {
    Table table = LogisticPasses.table(8, 300, classes);
    List<Block> blocks = new ArrayList<>(table.blocks(2, 100, sparse, Storage.FLOAT32));
    blocks.addAll(heldOut(LogisticPasses.table(9, 70, classes), sparse));
    int logits = classes == 2 ? 1 : classes;
    double[] classWeights = {1, 2, 3};
    List<LogisticPoint> points = new ArrayList<>();
    for (int p = 0; p < 6; p++) {
      points.addAll(LogisticPasses.pass(p, logits, classWeights, p % 2 == 0).points());
    }
    LogisticRecipe recipe = LogisticPasses.recipe(classWeights).withSingle(true);
    LogisticTotal together = new LogisticPass(recipe, points).over(new Shard(0, blocks));
    for (int p = 0; p < points.size(); p++) {
      LogisticTotal alone = new LogisticPass(recipe, points.get(p)).over(new Shard(0, blocks));
      LogisticSums here = together.point(p);
      LogisticSums there = alone.point(0);
      assertThat(together.weight()).isEqualTo(alone.weight());
      assertThat(here.meanLoss()).isEqualTo(there.meanLoss());
      assertThat(here.heldOutLoss()).isPresent().isEqualTo(there.heldOutLoss());
      assertThat(here.gradient().values()).isEqualTo(there.gradient().values());
      assertThat(here.isCurved()).isEqualTo(points.get(p).curvature());
      for (int k = 0; k < logits && here.isCurved(); k++) {
        for (int l = 0; l <= k; l++) {
          assertThat(here.curvature(k, l).values()).isEqualTo(there.curvature(k, l).values());
        }
      }
      assertThat(here.health().whole().margins().kappa())
          .isEqualTo(there.health().whole().margins().kappa())
          .isNotEqualTo(together.point((p + 1) % 6).health().whole().margins().kappa());
    }
  }

  @Test
  void aPointThatLeavesItsRangeLeavesTheOthersAlone() {
    Table table = LogisticPasses.table(6, 64, 2);
    table.x()[10][3] = 1e9;
    LogisticRecipe recipe = LogisticPasses.recipe(new double[] {1, 1});
    List<LogisticPoint> points = new ArrayList<>();
    for (double weight : new double[] {0, 1e12}) {
      double[][] weights = new double[1][COLUMNS];
      weights[0][3] = weight;
      points.add(new LogisticPoint(weights, new double[1], false));
    }
    List<Block> blocks = table.blocks(1, 64, false, Storage.FLOAT64);
    LogisticTotal total = new LogisticPass(recipe, points).over(new Shard(0, blocks));
    assertThat(total.point(0).fault()).isEmpty();
    assertThat(total.point(1).fault().orElseThrow().slot()).isEqualTo(LogisticFault.LOSS);
  }

  @Test
  void aPassHasPointsOfOneShape() {
    LogisticRecipe recipe = LogisticPasses.recipe(new double[] {1, 1});
    assertThatThrownBy(() -> new LogisticPass(recipe, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a pass needs a point to evaluate at");
    LogisticPoint one = new LogisticPoint(new double[1][COLUMNS], new double[1], false);
    LogisticPoint three = new LogisticPoint(new double[3][COLUMNS], new double[3], false);
    assertThatThrownBy(() -> new LogisticPass(recipe, List.of(one, three)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("points of one pass must have as many logits, not 1 and 3");
    Shard shard = new Shard(0, LogisticPasses.table(1, 9, 2).blocks(1, 64, false, Storage.FLOAT64));
    LogisticTotal total = new LogisticPass(recipe, one).over(shard);
    LogisticTotal twice = new LogisticPass(recipe, List.of(one, one)).over(shard);
    assertThatThrownBy(() -> total.mergeWith(twice))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cannot merge sums at 1 points with those at 2");
  }

  private static List<Block> heldOut(Table table, boolean sparse) {
    List<Block> blocks = new ArrayList<>();
    for (Block block : table.blocks(1, 50, sparse, Storage.FLOAT32)) {
      BlockId id = new BlockId(0, Role.TEST, block.id().ordinal());
      blocks.add(
          block instanceof Block.Dense dense
              ? new Block.Dense(id, dense.labels(), dense.weights(), dense.features())
              : new Block.Sparse(
                  id, block.labels(), block.weights(), ((Block.Sparse) block).features()));
    }
    return blocks;
  }
}
