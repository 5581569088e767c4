package io.ogive.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.ogive.testing.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What changes no bit of moments: order, blocks, density, rows and columns that do not count. */
class ColumnMomentsBitsTest {
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void rowsInAnyOrderAndAnyBlocksGiveTheSameBits(boolean sparse) {
    Table table = MomentsOfDraws.table(2500, 5);
    String expected = bits(MomentsOfDraws.of(table.blocks(1, 1024, sparse, Storage.FLOAT32)));
    for (int seed = 0; seed < 6; seed++) {
      Table shuffled = table.shuffled(seed);
      List<Block> blocks = shuffled.blocks(1 + seed, 1 + 199 * seed, sparse, Storage.FLOAT32);
      assertThat(bits(MomentsOfDraws.of(blocks))).as("seed %d", seed).isEqualTo(expected);
    }
  }

  /** More rows than plain double sums can take before they must move on. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void manyRowsInOneBlockGiveTheSameBitsAsInMany(boolean sparse) {
    Table table = MomentsOfDraws.table(13_000, 77);
    String expected = bits(MomentsOfDraws.of(table.blocks(9, 37, sparse, Storage.FLOAT64)));
    for (int blockRows : new int[] {1024, 4095, 4096, 4097, 13_000}) {
      assertThat(bits(MomentsOfDraws.of(table.blocks(1, blockRows, sparse, Storage.FLOAT64))))
          .as("%d rows a block", blockRows)
          .isEqualTo(expected);
    }
  }

  @Test
  void aPlainMeanDependsOnTheOrder() {
    Table table = MomentsOfDraws.table(2500, 5);
    assertThat(plainMean(table)).isNotEqualTo(plainMean(table.shuffled(1)));
  }

  private static double plainMean(Table table) {
    double sum = 0;
    for (int i = 0; i < table.rows(); i++) {
      sum += table.weights()[i] * table.x()[i][0];
    }
    return sum / table.rows();
  }

  @Test
  void denseAndSparseGiveTheSameBits() {
    Table table = MomentsOfDraws.table(2000, 9);
    assertThat(bits(MomentsOfDraws.of(table.blocks(2, 300, true, Storage.FLOAT64))))
        .isEqualTo(bits(MomentsOfDraws.of(table.blocks(3, 1024, false, Storage.FLOAT64))));
  }

  @Test
  void rowsOfWeightZeroAreAsIfAbsent() {
    Table table = MomentsOfDraws.table(2000, 8);
    List<Integer> weighty = new ArrayList<>();
    for (int i = 0; i < table.rows(); i++) {
      if (table.weights()[i] > 0) {
        weighty.add(i);
      } else {
        table.x()[i][0] = 1e9;
        table.x()[i][7] = -4;
      }
    }
    Table without = table.ordered(weighty.stream().mapToInt(i -> i).toArray());
    for (boolean sparse : new boolean[] {true, false}) {
      assertThat(bits(MomentsOfDraws.of(table.blocks(2, 90, sparse, Storage.FLOAT64))))
          .isEqualTo(bits(MomentsOfDraws.of(without.blocks(1, 1024, sparse, Storage.FLOAT64))));
    }
  }

  @Test
  void heldOutRowsCountOnlyWhereAskedFor() {
    Table table = MomentsOfDraws.table(500, 4);
    Table other = MomentsOfDraws.table(400, 5);
    List<Block> blocks = new ArrayList<>(table.blocks(2, 100, false, Storage.FLOAT64));
    for (Block block : other.blocks(2, 100, false, Storage.FLOAT64)) {
      BlockId id = new BlockId(block.id().source(), Role.TEST, block.id().ordinal());
      Block.Dense dense = (Block.Dense) block;
      blocks.add(new Block.Dense(id, block.labels(), block.weights(), dense.features()));
    }
    LocalBlockStore store = LocalBlockStore.of(8, false, 3, blocks);
    assertThat(bits(ColumnMoments.of(store)))
        .isEqualTo(bits(MomentsOfDraws.of(table.blocks(1, 1024, false, Storage.FLOAT64))));
    ColumnMoments all = ColumnMoments.of(store.bySource(), 3, Set.of(Role.TRAIN, Role.TEST));
    assertThat(Arrays.stream(all.classRows()).sum())
        .isEqualTo(
            Arrays.stream(table.weights()).filter(w -> w > 0).count()
                + Arrays.stream(other.weights()).filter(w -> w > 0).count());
  }

  @Test
  void oneColumnDoesNotDependOnAnother() {
    Table table = MomentsOfDraws.table(1000, 6);
    ColumnMoments both = MomentsOfDraws.of(table.blocks(1, 1024, false, Storage.FLOAT64));
    for (double[] row : table.x()) {
      row[1] = row[0]; // takes away the only column that needs a third pass
      row[2] = 0;
    }
    ColumnMoments alone = MomentsOfDraws.of(table.blocks(1, 1024, false, Storage.FLOAT64));
    assertThat(alone.deviation()[0]).isEqualTo(both.deviation()[0]);
    assertThat(alone.deviation()[5]).isEqualTo(both.deviation()[5]);
  }

  private static String bits(ColumnMoments m) {
    return "%x %s %s %s %s %s %s %x"
        .formatted(
            Double.doubleToLongBits(m.weight()),
            bits(m.classWeights()),
            Arrays.toString(m.classRows()),
            bits(m.mean()),
            bits(m.deviation()),
            bits(m.populationDeviation()),
            bits(m.largest()),
            Double.doubleToLongBits(m.largestWeight()));
  }

  private static String bits(double[] values) {
    return Arrays.toString(Arrays.stream(values).mapToLong(Double::doubleToLongBits).toArray());
  }
}
