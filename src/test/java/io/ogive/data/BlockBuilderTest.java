package io.ogive.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ogive.math.DoubleBytes;
import io.ogive.math.KeyedRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlockBuilderTest {
  private static final int WIDTH = 5;

  record Shape(int rows, int blockRows, boolean sparse, Storage storage, boolean shifted) {}

  static List<Shape> shapes() {
    List<Shape> shapes = new ArrayList<>();
    for (int rows : new int[] {0, 1, 63, 64, 65, 1023, 1024, 1025, 2500}) {
      for (Storage storage : Storage.values()) {
        shapes.add(new Shape(rows, 1024, true, storage, false));
        shapes.add(new Shape(rows, 1024, false, storage, true));
        shapes.add(new Shape(rows, 100, false, storage, false));
        shapes.add(new Shape(rows, 1, true, storage, false));
      }
    }
    return shapes;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aVectorOfOneElementIsAVectorToo(boolean sparse) {
    List<Block> blocks = new ArrayList<>();
    BlockBuilder builder =
        new BlockBuilder(0, Role.TRAIN, 2, sparse, Storage.FLOAT64, 8, new double[2], blocks::add);
    builder.startRow(0, 1);
    builder.putAll(0, DoubleBytes.of(3), 0, 1);
    assertThatThrownBy(() -> builder.putAll(0, DoubleBytes.of(4), 0, 1))
        .hasMessageContaining("slots must ascend");
    builder.putAll(1, DoubleBytes.of(5), 0, 1);
    builder.endRow();
    builder.finish();
    double[] row = new double[2];
    blocks.get(0).copyRow(0, row, 0);
    assertThat(row).containsExactly(3, 5);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void blocksHoldTheRowsThatWerePut(Shape shape) {
    KeyedRandom random = KeyedRandom.of(7, shape.rows());
    double[] shift = shape.shifted() ? new double[] {1e9, 0, -3.5, 0.1, 7} : new double[WIDTH];
    double[][] expected = new double[shape.rows()][WIDTH];
    List<Block> blocks = new ArrayList<>();
    BlockBuilder builder =
        new BlockBuilder(
            3,
            Role.TEST,
            WIDTH,
            shape.sparse(),
            shape.storage(),
            shape.blockRows(),
            shift,
            blocks::add);
    for (double[] row : expected) {
      builder.startRow(random.nextInt(2), random.nextInt(3));
      if (random.nextInt(9) == 0) { // a row that turns out bad is begun again
        builder.put(1, 99);
        builder.startRow(1, 2);
      }
      for (int j = 0; j < WIDTH; j++) {
        row[j] = -shift[j];
        if (random.nextInt(2) == 0) {
          double value = random.nextInt(4) == 0 ? 0 : random.nextDouble() - 0.5 + shift[j];
          builder.put(j, value);
          row[j] = value - shift[j];
        }
      }
      builder.endRow();
    }
    builder.finish();
    builder.finish();
    int next = 0;
    for (int b = 0; b < blocks.size(); b++) {
      Block block = blocks.get(b);
      assertThat(block.id()).isEqualTo(new BlockId(3, Role.TEST, b));
      assertThat(block.rows())
          .isEqualTo(Math.min(shape.blockRows(), shape.rows() - b * shape.blockRows()));
      assertThat(block.weights()).hasSize(block.rows());
      for (int i = 0; i < block.rows(); i++, next++) {
        for (int j = 0; j < WIDTH; j++) {
          double exact = expected[next][j];
          assertThat(value(block, i, j))
              .isEqualTo((shape.storage() == Storage.FLOAT32 ? (float) exact : exact) + 0.0);
        }
      }
    }
    assertThat(next).isEqualTo(shape.rows());
  }

  private static double value(Block block, int row, int column) {
    double[] out = new double[WIDTH];
    if (block instanceof Block.Sparse sparse) {
      sparse.features().copyRow(row, out, 0);
      for (int k = sparse.features().start(row); k < sparse.features().start(row + 1); k++) {
        assertThat(sparse.features().value(k)).as("no zero is an entry").isNotZero();
      }
      return out[column];
    }
    return ((Block.Dense) block).features().get(row, column);
  }

  @Test
  void labelsAndWeightsStayWithTheirRows() {
    List<Block> blocks = new ArrayList<>();
    BlockBuilder builder =
        new BlockBuilder(0, Role.TRAIN, 1, false, Storage.FLOAT32, 2, new double[1], blocks::add);
    double[][] rows = {{1, 0.5, 10}, {0, 2, 20}, {2, 0, 30}};
    for (double[] row : rows) {
      builder.startRow(row[0], row[1]);
      builder.put(0, row[2]);
      builder.endRow();
    }
    assertThat(blocks).hasSize(1);
    builder.finish();
    assertThat(blocks.get(0).labels()).containsExactly(1, 0);
    assertThat(blocks.get(0).weights()).containsExactly(0.5, 2);
    assertThat(blocks.get(1).labels()).containsExactly(2);
    assertThat(blocks.get(1).weights()).containsExactly(0);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRowThatIsNotEndedLeavesNothing(boolean sparse) {
    long[] checksums = new long[2];
    for (int open = 0; open < 2; open++) {
      List<Block> blocks = new ArrayList<>();
      BlockBuilder builder =
          new BlockBuilder(
              0, Role.TRAIN, 3, sparse, Storage.FLOAT32, 1024, new double[3], blocks::add);
      builder.startRow(1, 1);
      builder.put(2, 5);
      builder.endRow();
      if (open == 1) {
        builder.startRow(0, 7);
        builder.put(1, 9);
      }
      builder.finish();
      checksums[open] = blocks.get(0).checksum();
    }
    assertThat(checksums[1]).isEqualTo(checksums[0]);
  }

  @Test
  void meanABillionAndDeviationOneLoseNothingByTheShift() {
    for (boolean shifted : new boolean[] {true, false}) {
      List<Block> blocks = new ArrayList<>();
      double[] shift = {shifted ? 1e9 + 0.25 : 0};
      BlockBuilder builder =
          new BlockBuilder(0, Role.TRAIN, 1, false, Storage.FLOAT32, 9, shift, blocks::add);
      builder.startRow(0, 1);
      builder.put(0, 1e9 + 1.5);
      builder.endRow();
      builder.finish();
      double back = value(blocks.get(0), 0, 0) + shift[0];
      assertThat(back == 1e9 + 1.5).as("shifted %s", shifted).isEqualTo(shifted);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1024, 1024",
    "4096, 1024, 1024",
    "4097, 1024, 960",
    "10000, 1024, 384",
    "10000, 100, 100",
    "65536, 1024, 64",
    "1000000, 1024, 64",
    "1000000, 10, 10"
  })
  void wideDenseRowsMakeSmallerBlocks(int width, int blockRows, int expected) {
    assertThat(BlockBuilder.denseRows(width, blockRows)).isEqualTo(expected);
  }

  @Test
  void wideSparseRowsDoNot() {
    List<Block> blocks = new ArrayList<>();
    BlockBuilder builder =
        new BlockBuilder(
            0,
            Role.TRAIN,
            9_999_999,
            true,
            Storage.FLOAT32,
            700,
            new double[9_999_999],
            blocks::add);
    for (int i = 0; i < 701; i++) {
      builder.startRow(0, 1);
      builder.put(i * 10_000, 1);
      builder.endRow();
    }
    builder.finish();
    assertThat(blocks).extracting(Block::rows).containsExactly(700, 1);
  }

  @ParameterizedTest
  @CsvSource({
    "FLOAT32, 3.5e38, too large for float32; set data.storage = float64",
    "FLOAT32, -1e-38, too small for float32; set data.storage = float64",
    "FLOAT32, 1e300, too large for use; rescale the column",
    "FLOAT64, 1e300, too large for use; rescale the column",
    "FLOAT64, 1e-300, too small for use; rescale the column",
    "FLOAT32, NaN, value is NaN; correct the row",
    "FLOAT64, -Infinity, value is -Infinity; correct the row"
  })
  void aValueThatCannotBeStoredIsRefusedByName(Storage storage, double value, String problem) {
    for (boolean sparse : new boolean[] {true, false}) {
      BlockBuilder builder =
          new BlockBuilder(
              0, Role.TRAIN, 3, sparse, storage, 9, new double[3], b -> {}, s -> "name" + s);
      builder.startRow(0, 1);
      assertThatThrownBy(() -> builder.put(1, value))
          .isInstanceOf(BadValueException.class)
          .hasMessageContaining("column 'name1'")
          .hasMessageContaining(problem);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "NaN, 1, column 'label'", "0, NaN, column 'weight'", "0, -1, is negative",
    "0, Infinity, column 'weight'", "0, 1e200, rescale", "-Infinity, 1, column 'label'"
  })
  void aBadLabelOrWeightIsRefused(double label, double weight, String problem) {
    BlockBuilder builder =
        new BlockBuilder(0, Role.TRAIN, 1, true, Storage.FLOAT32, 9, new double[1], b -> {});
    assertThatThrownBy(() -> builder.startRow(label, weight))
        .isInstanceOf(BadValueException.class)
        .hasMessageContaining(problem);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "0, 3", "0, -1"})
  void slotsMustAscendAndExist(int first, int second) {
    for (boolean sparse : new boolean[] {true, false}) {
      BlockBuilder builder =
          new BlockBuilder(0, Role.TRAIN, 3, sparse, Storage.FLOAT32, 9, new double[3], b -> {});
      builder.startRow(0, 1);
      builder.put(first, 1);
      assertThatThrownBy(() -> builder.put(second, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("slot " + second);
    }
  }

  @Test
  void shapesThatCannotBeAreRefused() {
    assertThatThrownBy(() -> builder(2, true, 9, new double[] {0, 1}))
        .hasMessageContaining("slot 1 has shift 1.0");
    assertThatThrownBy(() -> builder(2, false, 9, new double[1])).hasMessageContaining("1 shifts");
    assertThatThrownBy(() -> builder(0, false, 9, new double[0])).hasMessageContaining("0 slots");
    assertThatThrownBy(() -> builder(1, false, 0, new double[1])).hasMessageContaining("was 0");
    assertThatThrownBy(() -> BlockBuilder.denseRows(40_000_000, 9))
        .hasMessageContaining("features.density = sparse");
  }

  private static BlockBuilder builder(int width, boolean sparse, int blockRows, double[] shift) {
    return new BlockBuilder(
        0, Role.TRAIN, width, sparse, Storage.FLOAT32, blockRows, shift, b -> {});
  }

  @Test
  void aChecksumTellsAnyDifference() {
    List<Long> sums = new ArrayList<>();
    for (int variant = 0; variant < 6; variant++) {
      for (boolean sparse : new boolean[] {true, false}) {
        BlockBuilder builder =
            new BlockBuilder(
                variant == 1 ? 1 : 0,
                variant == 2 ? Role.TEST : Role.TRAIN,
                2,
                sparse,
                Storage.FLOAT32,
                9,
                new double[2],
                b -> sums.add(b.checksum()));
        builder.startRow(variant == 3 ? 1 : 0, variant == 4 ? 2 : 1);
        builder.put(variant == 5 ? 0 : 1, 3);
        builder.endRow();
        builder.finish();
      }
    }
    assertThat(sums).hasSize(12).doesNotHaveDuplicates();
  }
}
