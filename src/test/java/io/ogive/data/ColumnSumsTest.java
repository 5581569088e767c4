package io.ogive.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.ogive.math.DoubleBytes;
import io.ogive.math.KeyedRandom;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sums that are taken while blocks are made are those of a plain recount. */
class ColumnSumsTest {
  private static final int COLUMNS = 7;

  record Case(Storage storage, boolean sparse, int blockRows, String weights, boolean vectors) {}

  static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (Storage storage : Storage.values()) {
      for (boolean sparse : new boolean[] {false, true}) {
        for (String weights : new String[] {"one", "some zero", "any", "late"}) {
          cases.add(new Case(storage, sparse, 1024, weights, true));
          cases.add(new Case(storage, sparse, 100, weights, false));
          cases.add(new Case(storage, sparse, 5000, weights, true));
        }
      }
    }
    return cases;
  }

  /** Regular, near 0 now and then, mostly 0, growing, first 0, whole, and of a wide range. */
  private static double[] row(KeyedRandom random, int i) {
    double u = random.nextDouble() - 0.5;
    return new double[] {
      u,
      random.nextInt(100) == 0 ? u * 1e-12 : u,
      random.nextInt(30) == 0 ? u : 0,
      u * (1 + i / 50) * (i > 2000 ? 1e6 : 1),
      i < 1500 ? 0 : 3 + u,
      random.nextInt(12) - 3,
      Math.scalb(u, random.nextInt(100) - 50)
    };
  }

  private static double weight(KeyedRandom random, String kind, int i) {
    return switch (kind) {
      case "one" -> 1;
      case "some zero" -> random.nextInt(5) == 0 ? 0 : 1;
      case "any" -> random.nextInt(5) == 0 ? 0 : random.nextDouble() + 0.1;
      default -> i == 2500 ? 0.3 : 1;
    };
  }

  private static List<BlockBuilder> builders(Case c, int sources, List<Block> blocks) {
    List<BlockBuilder> builders = new ArrayList<>();
    for (int s = 0; s < sources; s++) {
      builders.add(
          new BlockBuilder(
              s,
              Role.TRAIN,
              COLUMNS,
              c.sparse(),
              c.storage(),
              c.blockRows(),
              c.sparse() ? new double[COLUMNS] : new double[] {0.1, 0, 0, 0, 3, 2, 0},
              blocks::add));
    }
    KeyedRandom random = KeyedRandom.of(4, c.weights().length());
    for (int i = 0; i < 3000; i++) {
      BlockBuilder builder = builders.get(i % sources);
      double[] row = row(random, i);
      builder.startRow(i % 3 == 0 ? 1 : 0, weight(random, c.weights(), i));
      if (c.vectors()) {
        builder.putAll(0, DoubleBytes.of(row), 0, 3);
        builder.put(3, row[3]);
        builder.putAll(4, DoubleBytes.of(row), 4 * Double.BYTES, COLUMNS - 4);
      } else {
        for (int j = 0; j < COLUMNS; j++) {
          if (row[j] != 0) {
            builder.put(j, row[j]);
          }
        }
      }
      builder.endRow();
    }
    builders.forEach(BlockBuilder::finish);
    return builders;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void sumsOfABuilderAreThoseOfItsBlocks(Case c) {
    List<Block> blocks = new ArrayList<>();
    ColumnSums sums = ColumnSums.none(2);
    builders(c, 3, blocks).forEach(builder -> sums.mergeWith(builder.sums()));
    BigDecimal[] x = new BigDecimal[COLUMNS];
    BigDecimal[] squares = new BigDecimal[COLUMNS];
    double[] largest = new double[COLUMNS];
    Arrays.fill(x, BigDecimal.ZERO);
    Arrays.fill(squares, BigDecimal.ZERO);
    double[] row = new double[COLUMNS];
    for (Block block : blocks) {
      for (int i = 0; i < block.rows(); i++) {
        block.copyRow(i, row, 0);
        BigDecimal w = new BigDecimal(block.weights()[i]);
        for (int j = 0; j < COLUMNS; j++) {
          BigDecimal value = new BigDecimal(row[j]);
          x[j] = x[j].add(w.multiply(value));
          squares[j] = squares[j].add(w.multiply(value).multiply(value));
          largest[j] = Math.max(largest[j], w.signum() > 0 ? Math.abs(row[j]) : 0);
        }
      }
    }
    for (int j = 0; j < COLUMNS; j++) {
      assertThat(sums.slots().exact(2 * j)).as("x %d", j).isEqualByComparingTo(x[j]);
      assertThat(sums.slots().exact(2 * j + 1)).as("x^2 %d", j).isEqualByComparingTo(squares[j]);
      assertThat(sums.largest(j)).as("largest %d", j).isEqualTo(largest[j]);
    }
    LocalBlockStore store = LocalBlockStore.of(COLUMNS, c.sparse(), 2, blocks);
    assertThat(MomentsOfSums.of(sums))
        .usingRecursiveComparison()
        .isEqualTo(ColumnMoments.of(store));
  }

  /** The negative control: in double a sum of squares depends on how rows are dealt. */
  @Test
  void plainSumsDependOnTheSources() {
    List<Double> plain = new ArrayList<>();
    for (int sources : new int[] {1, 2, 3}) {
      List<Block> blocks = new ArrayList<>();
      builders(new Case(Storage.FLOAT32, false, 1024, "one", true), sources, blocks);
      double sum = 0;
      double[] row = new double[COLUMNS];
      for (Block block : blocks) {
        for (int i = 0; i < block.rows(); i++) {
          block.copyRow(i, row, 0);
          sum += row[0] * row[0];
        }
      }
      plain.add(sum);
    }
    assertThat(plain.stream().distinct().count()).isGreaterThan(1);
  }

  /** Wide sparse rows take room for the slots they meet, and give what narrow ones give. */
  @Test
  void wideSumsHoldTheSlotsThatAreMet() {
    int width = 10_000_000;
    int[] slots = {0, 17, 70_000, 9_999_999};
    ColumnSums wide = ColumnSums.none(2);
    ColumnSums narrow = ColumnSums.none(2);
    for (int source = 0; source < 3; source++) {
      KeyedRandom random = KeyedRandom.of(6, source);
      BlockBuilder a = sparse(source, width);
      BlockBuilder b = sparse(source, slots.length);
      for (int i = 0; i < 50; i++) {
        a.startRow(i % 2, 1);
        b.startRow(i % 2, 1);
        for (int k = 0; k < slots.length; k++) {
          double value = random.nextInt(2) * random.nextDouble();
          a.putAll(slots[k], DoubleBytes.of(value), 0, 1);
          b.putAll(k, DoubleBytes.of(value), 0, 1);
        }
        a.endRow();
        b.endRow();
      }
      a.finish();
      b.finish();
      a.sums().trim();
      wide.mergeWith(a.sums());
      narrow.mergeWith(b.sums());
    }
    assertThat(wide.places().size()).isEqualTo(slots.length);
    assertThat(wide.places().width()).isEqualTo(width);
    ColumnMoments of = MomentsOfSums.of(wide);
    ColumnMoments expected = MomentsOfSums.of(narrow);
    for (int k = 0; k < slots.length; k++) {
      assertThat(of.mean()[slots[k]]).isEqualTo(expected.mean()[k]).isNotZero();
      assertThat(of.deviation()[slots[k]]).isEqualTo(expected.deviation()[k]);
    }
    assertThat(of.deviation()[1]).isZero();
  }

  private static BlockBuilder sparse(int source, int width) {
    return new BlockBuilder(
        source, Role.TRAIN, width, true, Storage.FLOAT32, 64, new double[width], block -> {});
  }

  @Test
  void manySlotsFindTheirPlacesAgain() {
    SlotPlaces places = SlotPlaces.some(100_000_000);
    KeyedRandom random = KeyedRandom.of(8);
    int[] slots = random.permutation(200_000);
    for (int i = 0; i < slots.length; i++) {
      assertThat(places.of(slots[i] * 499)).isEqualTo(i);
    }
    places.trim();
    for (int i = 0; i < slots.length; i++) {
      assertThat(places.slot(i)).isEqualTo(slots[i] * 499);
      assertThat(places.of(slots[i] * 499)).isEqualTo(i);
    }
    assertThat(places.size()).isEqualTo(slots.length);
  }

  /** A weight of k is k rows, to the last bit. */
  @Test
  void aWeightOfKIsKRows() {
    List<ColumnMoments> both = new ArrayList<>();
    for (boolean repeated : new boolean[] {true, false}) {
      List<Block> blocks = new ArrayList<>();
      BlockBuilder builder =
          new BlockBuilder(
              0, Role.TRAIN, 2, false, Storage.FLOAT64, 100, new double[2], blocks::add);
      KeyedRandom random = KeyedRandom.of(2);
      for (int i = 0; i < 200; i++) {
        double[] x = {random.nextDouble(), 1e9 + random.nextDouble()};
        int weight = 1 + i % 3;
        for (int k = 0; k < (repeated ? weight : 1); k++) {
          builder.startRow(i % 2, repeated ? 1 : weight);
          builder.putAll(0, DoubleBytes.of(x), 0, 2);
          builder.endRow();
        }
      }
      builder.finish();
      LocalBlockStore store = LocalBlockStore.of(2, false, 2, blocks);
      both.add(ColumnMoments.of(store.bySource(), 2, Set.of(Role.TRAIN)));
    }
    assertThat(both.get(1).mean()).isEqualTo(both.get(0).mean());
    assertThat(both.get(1).populationDeviation()).isEqualTo(both.get(0).populationDeviation());
  }
}
